"""What every feature of the services stands on."""
