CREATE TABLE speaker (id INT);
