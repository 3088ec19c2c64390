#!/usr/bin/env bash
# One schema and one user per service; a user has rights on its own schema only. Run once, by the image, on an empty volume.
set -euo pipefail
for service in household pairing evaluation notification; do
  # The underscore is escaped: unescaped it would stand for any character, and so for other schemas.
  mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE DATABASE IF NOT EXISTS \`jiedui_$service\` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'jiedui_$service'@'%' IDENTIFIED BY '$JIEDUI_DATABASE_PASSWORD';
GRANT ALL PRIVILEGES ON \`jiedui\\_$service\`.* TO 'jiedui_$service'@'%';
SQL
done
