WITH kept AS
(SELECT everywhere_rollups.level AS level, everywhere_rollups.kind AS kind, everywhere_rollups.starts_at AS
starts_at, everywhere_rollups.brand_id AS brand_id, everywhere_rollups.channel AS channel,
everywhere_rollups.status AS status, everywhere_rollups.cause AS cause, everywhere_rollups.count AS count,
everywhere_rollups.microseconds AS microseconds, everywhere_rollups.longest AS longest,
everywhere_rollups.histogram AS histogram
FROM everywhere_rollups
WHERE everywhere_rollups.starts_at >= $1::TIMESTAMP WITH TIME ZONE AND everywhere_rollups.starts_at <
$2::TIMESTAMP WITH TIME ZONE),
of_each AS
(SELECT rollups.location_id AS location_id, rollups.level AS level, rollups.kind AS kind, rollups.starts_at AS
starts_at, rollups.brand_id AS brand_id, rollups.channel AS channel, rollups.status AS status, rollups.cause
AS cause, rollups.count AS count, rollups.microseconds AS microseconds, rollups.longest AS longest,
rollups.histogram AS histogram
FROM rollups
WHERE rollups.starts_at >= $1::TIMESTAMP WITH TIME ZONE AND rollups.starts_at < $2::TIMESTAMP WITH TIME ZONE),
cells AS
(SELECT sums.level AS level, sums.kind AS kind, sums.starts_at AS starts_at, sums.brand_id AS brand_id,
sums.channel AS channel, sums.status AS status, sums.cause AS cause, sums.count AS count, sums.microseconds AS
microseconds, sums.longest AS longest, histograms.histogram AS histogram
FROM (SELECT of_each.level AS level, of_each.kind AS kind, of_each.starts_at AS starts_at, of_each.brand_id AS
brand_id, of_each.channel AS channel, of_each.status AS status, of_each.cause AS cause,
CAST(sum(of_each.count) AS BIGINT) AS count, sum(of_each.microseconds) AS microseconds, max(of_each.longest)
AS longest
FROM of_each GROUP BY of_each.level, of_each.kind, of_each.starts_at, of_each.brand_id, of_each.channel,
of_each.status, of_each.cause) AS sums LEFT OUTER JOIN (SELECT bins.level AS level, bins.kind AS kind,
bins.starts_at AS starts_at, bins.brand_id AS brand_id, bins.channel AS channel, bins.status AS status,
bins.cause AS cause, array_agg(bins.entry ORDER BY bins.entry) AS histogram
FROM (SELECT of_each.level AS level, of_each.kind AS kind, of_each.starts_at AS starts_at, of_each.brand_id AS
brand_id, of_each.channel AS channel, of_each.status AS status, of_each.cause AS cause, ((entry >> 40) << 40)
+ CAST(sum(entry & 1099511627775) AS BIGINT) AS entry
FROM of_each, unnest(of_each.histogram) AS entry GROUP BY of_each.level, of_each.kind, of_each.starts_at,
of_each.brand_id, of_each.channel, of_each.status, of_each.cause, entry >> 40) AS bins GROUP BY bins.level,
bins.kind, bins.starts_at, bins.brand_id, bins.channel, bins.status, bins.cause) AS histograms ON
histograms.level = sums.level AND histograms.kind = sums.kind AND histograms.starts_at = sums.starts_at AND
histograms.brand_id = sums.brand_id AND histograms.channel = sums.channel AND histograms.status = sums.status
AND histograms.cause = sums.cause)
 SELECT coalesce(kept.level, cells.level) AS level, coalesce(kept.kind, cells.kind) AS kind,
coalesce(kept.starts_at, cells.starts_at) AS starts_at, coalesce(kept.brand_id, cells.brand_id) AS brand_id,
coalesce(kept.channel, cells.channel) AS channel, coalesce(kept.status, cells.status) AS status,
coalesce(kept.cause, cells.cause) AS cause, kept.count AS kept_count, kept.microseconds AS kept_microseconds,
kept.longest AS kept_longest, kept.histogram AS kept_histogram, cells.count AS true_count, cells.microseconds
AS true_microseconds, cells.longest AS true_longest, cells.histogram AS true_histogram
FROM kept FULL OUTER JOIN cells ON kept.level = cells.level AND kept.kind = cells.kind AND kept.starts_at =
cells.starts_at AND kept.brand_id = cells.brand_id AND kept.channel = cells.channel AND kept.status =
cells.status AND kept.cause = cells.cause
WHERE (kept.count IS DISTINCT FROM cells.count OR kept.microseconds IS DISTINCT FROM cells.microseconds OR
kept.longest IS DISTINCT FROM cells.longest OR kept.histogram IS DISTINCT FROM cells.histogram) AND NOT
(SELECT EXISTS (SELECT *
FROM rollup_marks
WHERE NOT coalesce(rollup_marks.everywhere_through = rollup_marks.through AND rollup_marks.everywhere_seq =
rollup_marks.seq, false)) AS anon_1) ORDER BY 1, 2, 3, 4, 5, 6, 7

-- begins, ends
