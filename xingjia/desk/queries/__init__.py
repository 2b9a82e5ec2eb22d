"""Reading what there is to look into. Each kind of doubt has its file; none asks row by row."""
