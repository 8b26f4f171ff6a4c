CREATE TABLE room (id INT);
