"""The engine of standards. Pure: facts and a standard in, outcomes and scores out."""
