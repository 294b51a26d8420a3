-- Renews the lease of one node and tells who else holds one, by this server's clock.
-- KEYS[1]  sorted set of nodes, scored with the end of their lease in milliseconds
-- ARGV[1]  the node; ARGV[2] how long its lease is good for, in milliseconds (0 ends it)
-- Returns  {1 if it held no lease when this came, live nodes, nodes whose lease has run out}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local before = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
local border = string.format('%.0f', now)
local lapsed = (not before or tonumber(before) <= now) and 1 or 0
return {
  lapsed,
  redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. border, '+inf'),
  redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', border),
}
