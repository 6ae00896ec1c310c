-- A vector has its cells behind it: those of the encoder that gave none go, and the next write makes new ones.

DELETE FROM nearest WHERE (SELECT encoder FROM state) = 'names-5b2557507f';
DELETE FROM vector WHERE (SELECT encoder FROM state) = 'names-5b2557507f';
UPDATE state SET encoder = '' WHERE encoder = 'names-5b2557507f';
