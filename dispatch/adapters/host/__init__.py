"""The machine this centre stands on: folders, secrets, accounts, private database, runner."""
