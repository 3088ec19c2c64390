-- What code lists had names for: ethnic group, political status and the work of a person. Null: not known.
ALTER TABLE household_member
  ADD COLUMN ethnicity        VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN political_status VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN work_place       VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: no work is known',
  ADD COLUMN work_employer    VARCHAR(100) NULL,
  ADD COLUMN work_months      INT          NULL COMMENT 'of the last twelve',
  ADD COLUMN work_wage        DECIMAL(15,2) NULL COMMENT 'yuan a month',
  ADD COLUMN work_channel     VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NULL;
