-- The latest messages of a conversation before a position.
-- KEYS  the messages by position; the head of the stream when they were read from PostgreSQL
-- ARGV  the position, exclusive, or +inf; how many
-- Answers the head, how many there are in all, and the messages, newest first; nothing when there is none.
-- A Redis that is full may have put out one key and kept the other.
local head = redis.call('GET', KEYS[2])
local count = redis.call('ZCARD', KEYS[1])
if not head or count == 0 then
  return {}
end
local answer = { head, count }
local before = ARGV[1] == '+inf' and '+inf' or '(' .. ARGV[1]
for _, message in ipairs(redis.call('ZREVRANGEBYSCORE', KEYS[1], before, '-inf', 'LIMIT', 0, ARGV[2])) do
  answer[#answer + 1] = message
end
return answer
