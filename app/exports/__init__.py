"""Files that leave: made from what they are handed, with the domain's words; they decide nothing and store nothing."""
