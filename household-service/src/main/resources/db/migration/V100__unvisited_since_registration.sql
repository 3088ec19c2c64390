-- A visit that was noted with a day before the registration makes nobody unvisited for longer than the file exists.
ALTER TABLE household
  DROP KEY household_unvisited,
  DROP COLUMN unvisited_since;
ALTER TABLE household
  ADD COLUMN unvisited_since DATE GENERATED ALWAYS AS (
    IF(last_visited_on IS NULL, CAST(created_at AS DATE),
       GREATEST(last_visited_on, COALESCE(registered_on, CAST(created_at AS DATE))))) VIRTUAL,
  ADD KEY household_unvisited (region, unvisited_since, id, closed_on);
