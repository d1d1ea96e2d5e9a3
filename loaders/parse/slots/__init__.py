"""What a number describes: one file for each thing to be found, its noun, time, place, reference or whole."""
