-- The overview and the alerts count what waits for a person again and again, among millions of notifications that are done.
CREATE INDEX notification_parked ON notification (account) WHERE state = 'PARKED';
