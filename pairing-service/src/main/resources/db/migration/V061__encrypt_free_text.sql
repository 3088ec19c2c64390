-- What people write in requests, objections and homework may name persons: it is encrypted from now on. What is there stays
-- as it is, in bytes, and is encrypted when it is written anew.
ALTER TABLE change_request
  MODIFY COLUMN text   VARBINARY(4100) NOT NULL COMMENT 'encrypted; UTF-8 in rows from before',
  MODIFY COLUMN answer VARBINARY(4100) NULL COMMENT 'likewise';

ALTER TABLE objection
  MODIFY COLUMN text   VARBINARY(4100) NOT NULL COMMENT 'encrypted; UTF-8 in rows from before',
  MODIFY COLUMN answer VARBINARY(4100) NULL COMMENT 'likewise';

ALTER TABLE activity
  MODIFY COLUMN hand_in  VARBINARY(16100) NULL COMMENT 'encrypted; UTF-8 in rows from before',
  MODIFY COLUMN feedback VARBINARY(8100) NULL COMMENT 'likewise';
