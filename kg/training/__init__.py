"""The corpus written for the project, and what checks it. ``corpus/DATASHEET.md`` describes it."""
