-- When the person looked who let a mass change through: what came later nobody has seen. NULL where it was let through as it stood.
ALTER TABLE mass_change ADD COLUMN seen_at timestamptz;
