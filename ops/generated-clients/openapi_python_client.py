"""A submission with the client that openapi-python-client makes: `URL CASE_FOLDER`, in the folder that holds `first`."""

import base64
import importlib
import json
import pkgutil
import sys
from pathlib import Path

sys.path.insert(0, ".")
import first

for module in pkgutil.walk_packages(first.__path__, "first."):
    importlib.import_module(module.name)

from first import Client
from first.api.submissions import status, submit
from first.models import DoneSubmission, Submit, SubmitAnswer

url, case = sys.argv[1], Path(sys.argv[2])
landmarks = json.loads((case / "landmarks.json").read_text())
body = Submit.from_dict({
    "image": base64.b64encode((case / "portrait.png").read_bytes()).decode(),
    "segmentation_map": base64.b64encode((case / "map.png").read_bytes()).decode(),
    "landmarks": landmarks,
    "options": {"measures": True, "labels": {"merge": {"lips": [7, 9]}}},
})
assert body.to_dict()["landmarks"] == landmarks
client = Client(base_url=url)
submitted = submit.sync(client=client, body=body)
assert isinstance(submitted, SubmitAnswer), submitted
answer = status.sync(submitted.id, client=client, prefer="wait=60")
assert isinstance(answer, DoneSubmission), answer
assert answer.svg and answer.regions and answer.measures, answer
print("openapi-python-client: done,", len(answer.regions), "regions")
