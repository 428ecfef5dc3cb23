"""The gate through which every change of state goes, and its timelines."""
