"""Reports of comparisons: for the terminal, as JSON, as JUnit XML, and as one HTML file."""

from __future__ import annotations

from .html_page import as_html
from .json_document import as_json
from .junit import as_junit
from .lines import as_text

__all__ = ["as_html", "as_json", "as_junit", "as_text"]
