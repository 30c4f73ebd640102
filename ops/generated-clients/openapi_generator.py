"""A submission with the client that openapi-generator makes: `URL CASE_FOLDER`, in the folder that holds `second`."""

import base64
import importlib
import json
import pkgutil
import sys
from pathlib import Path

sys.path.insert(0, "second")
import generated

for module in pkgutil.walk_packages(generated.__path__, "generated."):
    importlib.import_module(module.name)

from generated import ApiClient, ArtifactsApi, Configuration, SubmissionsApi, Submit

url, case = sys.argv[1], Path(sys.argv[2])
landmarks = json.loads((case / "landmarks.json").read_text())
pairs = [[point["x"], point["y"]] for point in landmarks]

with ApiClient(Configuration(host=url)) as api:
    submissions, artifacts = SubmissionsApi(api), ArtifactsApi(api)
    for shape in (landmarks, pairs, [pairs], {"landmarks": pairs}):
        body = Submit.from_dict({
            "image": base64.b64encode((case / "portrait.png").read_bytes()).decode(),
            "segmentation_map": base64.b64encode((case / "map.png").read_bytes()).decode(),
            "landmarks": shape,
            "options": {"measures": True},
        })
        sent = api.sanitize_for_serialization(body)["landmarks"]
        assert sent == shape, f"{str(sent)[:80]} instead of {str(shape)[:80]}"
        assert submissions.validate(body).valid
        submitted = submissions.submit(body)
    answer = submissions.status(submitted.id, prefer="wait=60").actual_instance
    assert answer.status == "done" and answer.svg and answer.regions and answer.measures, answer
    for kind in ("svg", "png", "portrait", "label_map", "geojson", "topojson", "coco", "labelme"):
        assert getattr(artifacts, kind)(submitted.id), kind
    assert submissions.list().submissions[0].id
    assert submissions.deliveries(submitted.id).webhook is None
    print("openapi-generator: done,", len(answer.regions), "regions")
