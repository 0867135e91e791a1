// Holds the room open until its first file lands.
