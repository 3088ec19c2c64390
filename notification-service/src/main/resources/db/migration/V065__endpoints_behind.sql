-- An endpoint whose receiver is away gets no delivery for each event; from when on they are missing is noted instead.
ALTER TABLE webhook_endpoint
  ADD COLUMN behind_since DATETIME(6) NULL COMMENT 'arrival from which on events may have no delivery yet; null: none is missing';
