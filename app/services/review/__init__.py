"""The reviewer's part: worklist, remarks, customs' fields."""
