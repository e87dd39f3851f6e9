WITH cells AS
(SELECT anon_1.location_id AS location_id, anon_1.level AS level, anon_1.kind AS kind, anon_1.starts_at AS
starts_at, anon_1.brand_id AS brand_id, anon_1.channel AS channel, anon_1.status AS status, anon_1.cause AS
cause, anon_1.count AS count, anon_1.microseconds AS microseconds, anon_1.longest AS longest, anon_1.histogram
AS histogram
FROM rollup_marks JOIN unnest($1::TEXT[]) AS kinds(kind) ON true JOIN LATERAL (SELECT rollups.location_id AS
location_id, rollups.level AS level, rollups.kind AS kind, rollups.starts_at AS starts_at, rollups.brand_id AS
brand_id, rollups.channel AS channel, rollups.status AS status, rollups.cause AS cause, rollups.count AS
count, rollups.microseconds AS microseconds, rollups.longest AS longest, rollups.histogram AS histogram
FROM rollups
WHERE rollups.location_id = rollup_marks.location_id AND rollups.level = $2::INTEGER AND rollups.kind =
kinds.kind AND rollups.starts_at >= $3::TIMESTAMP WITH TIME ZONE AND rollups.starts_at < $4::TIMESTAMP WITH
TIME ZONE
 LIMIT ALL OFFSET 0) AS anon_1 ON true)
 INSERT INTO everywhere_rollups (level, kind, starts_at, brand_id, channel, status, cause, count,
microseconds, longest, histogram) SELECT sums.level, sums.kind, sums.starts_at, sums.brand_id, sums.channel,
sums.status, sums.cause, sums.count, sums.microseconds, sums.longest, histograms.histogram
FROM (SELECT cells.level AS level, cells.kind AS kind, cells.starts_at AS starts_at, cells.brand_id AS
brand_id, cells.channel AS channel, cells.status AS status, cells.cause AS cause, CAST(sum(cells.count) AS
BIGINT) AS count, sum(cells.microseconds) AS microseconds, max(cells.longest) AS longest
FROM cells GROUP BY cells.level, cells.kind, cells.starts_at, cells.brand_id, cells.channel, cells.status,
cells.cause) AS sums LEFT OUTER JOIN (SELECT bins.level AS level, bins.kind AS kind, bins.starts_at AS
starts_at, bins.brand_id AS brand_id, bins.channel AS channel, bins.status AS status, bins.cause AS cause,
array_agg(bins.entry ORDER BY bins.entry) AS histogram
FROM (SELECT cells.level AS level, cells.kind AS kind, cells.starts_at AS starts_at, cells.brand_id AS
brand_id, cells.channel AS channel, cells.status AS status, cells.cause AS cause, ((entry >> 40) << 40) +
CAST(sum(entry & 1099511627775) AS BIGINT) AS entry
FROM cells, unnest(cells.histogram) AS entry GROUP BY cells.level, cells.kind, cells.starts_at,
cells.brand_id, cells.channel, cells.status, cells.cause, entry >> 40) AS bins GROUP BY bins.level, bins.kind,
bins.starts_at, bins.brand_id, bins.channel, bins.status, bins.cause) AS histograms ON histograms.level =
sums.level AND histograms.kind = sums.kind AND histograms.starts_at = sums.starts_at AND histograms.brand_id =
sums.brand_id AND histograms.channel = sums.channel AND histograms.status = sums.status AND histograms.cause =
sums.cause

-- kinds, level, begins, ends
