"""keji: reports in, facts out."""
