-- Alliances of organisations and teams across divisions. Who is a member is told by dated intervals that are never deleted:
-- an invitation has no acceptance yet, a declined one an end without any.
CREATE TABLE alliance (
  id         BINARY(16)   NOT NULL,
  version    BIGINT       NOT NULL,
  region     VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division of the founding office',
  name       VARCHAR(120) NOT NULL,
  since      DATE         NOT NULL,
  until      DATE         NULL COMMENT 'first day no longer in being',
  created_at DATETIME(6)  NOT NULL,
  updated_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  KEY alliance_region (region, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

CREATE TABLE alliance_member (
  id              BINARY(16)   NOT NULL,
  alliance_id     BINARY(16)   NOT NULL,
  organisation_id BINARY(16)   NULL COMMENT 'null: an organisation of another province, known by name only',
  name            VARCHAR(120) NOT NULL,
  region          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since           DATE         NOT NULL,
  until           DATE         NULL COMMENT 'first day no longer a member',
  accepted_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  accepted_at     DATETIME(6)  NULL,
  PRIMARY KEY (id),
  KEY alliance_member_alliance (alliance_id, since),
  KEY alliance_member_region (region, alliance_id),
  KEY alliance_member_organisation (organisation_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
