-- A visit that was noted with a day before the registration makes nobody unvisited for longer than the file exists.
-- The column unvisited_since stays for pods of the version before; it goes with the next release.
ALTER TABLE household
  ADD COLUMN unvisited_from DATE GENERATED ALWAYS AS (
    IF(last_visited_on IS NULL, CAST(created_at AS DATE),
       GREATEST(last_visited_on, COALESCE(registered_on, CAST(created_at AS DATE))))) VIRTUAL;
