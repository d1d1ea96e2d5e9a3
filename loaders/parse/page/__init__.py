"""Where text is, and of what and when it speaks: lines, sections, sentences, tables, tasks, and what a report says of itself."""
