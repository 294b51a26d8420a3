-- Brings the latest messages of a conversation up to a head.
-- KEYS  the messages by position; the head of the stream when they were read from PostgreSQL
-- ARGV  the head that they must have now, or 0 to replace them; their new head; how many to keep;
--       for how many seconds; then a position and a message, again and again
-- Answers 1, or 0 when somebody else was faster, or Redis has put the messages out.
local from = ARGV[1]
if from == '0' then
  redis.call('DEL', KEYS[1])
elseif redis.call('GET', KEYS[2]) ~= from or redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
for i = 5, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -tonumber(ARGV[3]) - 1)
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[4])
return 1
