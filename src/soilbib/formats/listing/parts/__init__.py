"""The parts of a string that many forms share: cuts, names, numbers, containers, where a title ends."""
