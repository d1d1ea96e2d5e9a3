"""What a person sees: tables, bars, and the story of a statement."""
