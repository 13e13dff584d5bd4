"""The corpus written for the project, and what checks it. ``corpus/README.md`` describes it."""
