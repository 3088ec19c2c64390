-- Reports about a day before a pairing was put to rest count it; null: unknown, or it never rested.
ALTER TABLE pairing
  ADD COLUMN suspended_at DATETIME(6) NULL;
