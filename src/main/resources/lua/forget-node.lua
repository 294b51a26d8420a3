-- Takes a node whose lease has run out off the directory, a part at a time. Does nothing once the
-- node lives again, so that what it writes after its return stays.
-- KEYS[1]  sorted set of nodes, scored with the end of their lease in milliseconds
-- KEYS[2]  set of the accounts that the node holds
-- ARGV[1]  the node; ARGV[2] most accounts to take now; ARGV[3] prefix of the accounts' hashes
-- Returns  1 when something is left, else 0
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ends and tonumber(ends) > now then
  return 0
end
for _, account in ipairs(redis.call('SPOP', KEYS[2], ARGV[2])) do
  redis.call('HDEL', ARGV[3] .. account, ARGV[1])
end
if redis.call('EXISTS', KEYS[2]) == 1 then
  return 1
end
redis.call('ZREM', KEYS[1], ARGV[1])
return 0
