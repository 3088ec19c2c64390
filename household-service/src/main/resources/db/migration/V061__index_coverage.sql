-- Coverage and lists by absence leave out households that exist no more, and read that from the index, too.
ALTER TABLE household
  DROP KEY household_unvisited,
  ADD KEY household_unvisited (region, unvisited_since, id, closed_on);
