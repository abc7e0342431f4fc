"""Coverage-guided fuzzing of the readers and of the analysis: ``python -m tests.fuzz.run TARGET --runs N``."""
