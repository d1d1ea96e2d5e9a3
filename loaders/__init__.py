"""keji: reports in, facts out."""

from loaders import native

native.use(__path__)
