"""The reviewer's desk and worklist."""
