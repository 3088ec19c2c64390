-- Pods of the version before look for absences without an index meanwhile.
ALTER TABLE household
  DROP KEY household_unvisited,
  ADD KEY household_unvisited (region, unvisited_from, id, closed_on);
