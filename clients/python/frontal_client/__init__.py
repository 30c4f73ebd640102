"""A client of a Frontal service: a portrait, its label map and its landmarks in, contours out."""

from .answers import Answer, Problem, Region, SubmissionFailed, Unreachable
from .client import Client

__all__ = ["Answer", "Client", "Problem", "Region", "SubmissionFailed", "Unreachable"]
