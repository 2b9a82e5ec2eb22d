"""What a person does with a procedure."""
