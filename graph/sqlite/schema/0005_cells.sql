-- A vector has its cells behind it: those without go, and the next write makes new ones.

DELETE FROM nearest;
DELETE FROM vector;
UPDATE state SET encoder = '';
