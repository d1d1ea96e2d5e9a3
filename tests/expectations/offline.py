"""Data Docs that stay where they are: every page without what it would load from, or send to, the network.

Great Expectations' pages load Bootstrap, jQuery, Vega and a logo that tells who looks. What is left after this is HTML
with one style sheet of ours, and a policy in each page that lets the browser load nothing but files beside it.
"""

import re
from pathlib import Path

POLICY = "default-src 'none'; style-src 'unsafe-inline' 'self' file:; img-src 'self' file: data:; font-src 'self' file:"

SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
LINKS = re.compile(r"<link\b[^>]*\bhref=[\"'](?:https?:)?//[^>]*>", re.IGNORECASE)
LOGOS = re.compile(r"<img\b[^>]*\bsrc=[\"'](?:https?:)?//[^>]*>", re.IGNORECASE)
FRAMES = re.compile(r"<(iframe|object|embed)\b.*?(?:</\1>|/>|$)", re.DOTALL | re.IGNORECASE)
ANCHORS = re.compile(r"<a\b([^>]*)\bhref=[\"']https?://[^\"']*[\"']", re.IGNORECASE)
IMPORTS = re.compile(r"@import\s+[^;]*(?:https?:)?//[^;]*;|url\([\"']?https?:[^)]*\)", re.IGNORECASE)
HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)

STYLE = """
body { font-family: system-ui, sans-serif; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { border: 1px solid #ddd; padding: .3rem .5rem; text-align: left; vertical-align: top; }
.collapse { display: block; } .btn, .dropdown-menu, .modal, nav ol + div { display: none; }
.badge { background: #eee; padding: 0 .3rem; } .text-success { color: #187a2f; } .text-danger { color: #b00020; }
a { color: #0645ad; } ul { list-style: none; padding-left: 0; } footer, #ge-cta-footer, .cooltip .top { display: none; }
.fa-check-circle::before { content: '✓'; } .fa-times::before { content: '✗'; } .fa-exclamation-triangle::before { content: '!'; }
@media print { body { max-width: none; } }
"""


def take_offline(page: str) -> str:
    """One page of HTML without scripts, and without anything from elsewhere."""
    for pattern in (SCRIPTS, LINKS, LOGOS, FRAMES, IMPORTS):
        page = pattern.sub("", page)
    page = ANCHORS.sub(r"<a\1", page)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{STYLE}</style>'
    return HEAD.sub(lambda found: found[0] + head, page, count=1)


def take_site_offline(folder: Path) -> int:
    """Every page below a folder; how many there are."""
    pages = [path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".css")]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        path.write_text(take_offline(text) if path.suffix == ".html" else IMPORTS.sub("", text), encoding="utf-8")
    return len(pages)
