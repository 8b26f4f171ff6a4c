CREATE OR ALTER VIEW room_names AS SELECT name FROM room;
