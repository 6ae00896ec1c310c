// Whether the database is there and may be written
SHOW DATABASES YIELD name, access, currentStatus
WHERE name = $database
RETURN access, currentStatus
