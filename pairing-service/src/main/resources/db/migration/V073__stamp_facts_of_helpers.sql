-- Candidates are ranked from facts that are kept in memory: what was written lately is read anew. The database stamps each
-- row itself, so that no writer can forget it; as TIMESTAMP, because a session's time zone does not matter then. The rows
-- that are there get a day long past: stamped with the moment of the migration, all of them would be read by the first search.
ALTER TABLE helper
  ADD COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
  ADD KEY helper_touched (touched_at);

ALTER TABLE helper
  MODIFY COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6);

ALTER TABLE capacity
  ADD COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
  ADD KEY capacity_touched (touched_at);

ALTER TABLE capacity
  MODIFY COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6);

ALTER TABLE standing
  ADD COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT '2000-01-01 00:00:00',
  ADD KEY standing_touched (touched_at);

ALTER TABLE standing
  MODIFY COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6);

-- ties towards one household
ALTER TABLE conflict_of_interest
  ADD KEY conflict_household (household_id);
