-- Each order of a list is an index of the households that exist, with the region behind it: a page reads as many entries
-- as it shows, wherever it begins, and no row outside the region. No query used the names of heads before.
ALTER TABLE household
  DROP KEY household_head,
  ADD KEY household_by_head (closed_on, head_name, id, region),
  ADD KEY household_by_update (closed_on, updated_at, id, region);
