"""Mutation testing: small changes are made to the rules one by one, and the tests must notice each."""
