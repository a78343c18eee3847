BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	channel_id INTEGER NOT NULL, 
	external_id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	currency TEXT NOT NULL, 
	timezone TEXT DEFAULT '' NOT NULL, 
	vat_included BOOLEAN, 
	attribution TEXT DEFAULT '' NOT NULL, 
	conversion_definition TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id), 
	CONSTRAINT uq_account_channel_id_source_external_id UNIQUE (channel_id, source, external_id)
);
INSERT INTO "account" VALUES(1,1,'EUR','file','','EUR','',NULL,'','');
INSERT INTO "account" VALUES(2,2,'EUR','file','','EUR','',NULL,'','');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE alert (
	id INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	state TEXT NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	campaign TEXT DEFAULT '' NOT NULL, 
	metric TEXT DEFAULT '' NOT NULL, 
	value FLOAT, 
	threshold FLOAT, 
	expected FLOAT, 
	since TEXT NOT NULL, 
	last_seen TEXT NOT NULL, 
	money_at_stake FLOAT, 
	body JSON NOT NULL, 
	is_read BOOLEAN DEFAULT '0' NOT NULL, 
	assignee TEXT, 
	snoozed_until DATETIME, 
	raised_at DATETIME NOT NULL, 
	resolved_at DATETIME, 
	CONSTRAINT pk_alert PRIMARY KEY (id)
);
CREATE TABLE alert_rule (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	campaign TEXT DEFAULT '' NOT NULL, 
	settings JSON NOT NULL, 
	enabled BOOLEAN DEFAULT '1' NOT NULL, 
	origin TEXT DEFAULT '' NOT NULL, 
	calibration JSON, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_alert_rule PRIMARY KEY (id), 
	CONSTRAINT uq_alert_rule_name UNIQUE (name)
);
CREATE TABLE app_user (
	id INTEGER NOT NULL, 
	identifier TEXT NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	role TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	timezone TEXT DEFAULT '' NOT NULL, 
	telegram_chat TEXT, 
	link_code_hash TEXT, 
	link_expires_at DATETIME, 
	settings JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_app_user PRIMARY KEY (id), 
	CONSTRAINT uq_app_user_identifier UNIQUE (identifier), 
	CONSTRAINT uq_app_user_telegram_chat UNIQUE (telegram_chat)
);
CREATE TABLE audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor TEXT DEFAULT '' NOT NULL, 
	action TEXT NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (id)
);
CREATE TABLE budget (
	id INTEGER NOT NULL, 
	channel_id INTEGER NOT NULL, 
	campaign TEXT DEFAULT '' NOT NULL, 
	month DATE NOT NULL, 
	amount BIGINT NOT NULL, 
	currency TEXT NOT NULL, 
	CONSTRAINT pk_budget PRIMARY KEY (id), 
	CONSTRAINT fk_budget_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id), 
	CONSTRAINT uq_budget_channel_id_campaign_month UNIQUE (channel_id, campaign, month)
);
INSERT INTO "budget" VALUES(1,1,'','2026-11-01',5000000000,'EUR');
INSERT INTO "budget" VALUES(2,2,'','2026-11-01',2500000000,'EUR');
CREATE TABLE campaign (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	external_id TEXT NOT NULL, 
	variant TEXT DEFAULT '' NOT NULL, 
	root_id INTEGER, 
	name TEXT DEFAULT '' NOT NULL, 
	objective TEXT DEFAULT '' NOT NULL, 
	audience TEXT DEFAULT '' NOT NULL, 
	segment TEXT DEFAULT '' NOT NULL, 
	location TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	daily_budget BIGINT, 
	total_budget BIGINT, 
	starts DATE, 
	ends DATE, 
	status TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_campaign PRIMARY KEY (id), 
	CONSTRAINT fk_campaign_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_campaign_account_id_external_id_variant UNIQUE (account_id, external_id, variant)
);
INSERT INTO "campaign" VALUES(1,1,'1001','Paris',1,'Prospecting','','','','Paris','',NULL,NULL,NULL,NULL,'');
INSERT INTO "campaign" VALUES(2,2,'2001','Lyon',2,'Brand','','','','Lyon','',NULL,NULL,NULL,NULL,'');
CREATE TABLE campaign_day (
	campaign_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	spend BIGINT, 
	impressions BIGINT, 
	reach BIGINT, 
	clicks BIGINT, 
	engagements BIGINT, 
	video_views BIGINT, 
	leads BIGINT, 
	conversions BIGINT, 
	revenue BIGINT, 
	score_sum BIGINT, 
	score_weight BIGINT, 
	rows INTEGER DEFAULT '0' NOT NULL, 
	missing_spend INTEGER DEFAULT '0' NOT NULL, 
	missing_impressions INTEGER DEFAULT '0' NOT NULL, 
	missing_reach INTEGER DEFAULT '0' NOT NULL, 
	missing_clicks INTEGER DEFAULT '0' NOT NULL, 
	missing_engagements INTEGER DEFAULT '0' NOT NULL, 
	missing_engagement_score INTEGER DEFAULT '0' NOT NULL, 
	missing_video_views INTEGER DEFAULT '0' NOT NULL, 
	missing_leads INTEGER DEFAULT '0' NOT NULL, 
	missing_conversions INTEGER DEFAULT '0' NOT NULL, 
	missing_revenue INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_campaign_day PRIMARY KEY (campaign_id, day), 
	CONSTRAINT fk_campaign_day_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id)
)
 WITHOUT ROWID

;
INSERT INTO "campaign_day" VALUES(1,'2026-11-01',140750000,1500,NULL,70,NULL,NULL,5000000,3000000,390100000,NULL,NULL,2,0,0,2,0,2,2,2,0,0,0);
INSERT INTO "campaign_day" VALUES(2,'2026-11-02',35000000,700,NULL,70,NULL,NULL,5000000,4000000,410000000,NULL,NULL,1,0,0,1,0,1,1,1,0,0,0);
CREATE TABLE campaign_prediction (
	id INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	metric TEXT NOT NULL, 
	value FLOAT, 
	low FLOAT, 
	high FLOAT, 
	probability_below FLOAT, 
	risk_level TEXT DEFAULT '' NOT NULL, 
	confidence FLOAT, 
	drivers JSON, 
	verdict TEXT DEFAULT '' NOT NULL, 
	chart_id INTEGER, 
	CONSTRAINT pk_campaign_prediction PRIMARY KEY (id), 
	CONSTRAINT fk_campaign_prediction_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_campaign_prediction_chart_id FOREIGN KEY(chart_id) REFERENCES chart_image (id), 
	CONSTRAINT uq_campaign_prediction_made_on_campaign_id_metric UNIQUE (made_on, campaign_id, metric)
);
CREATE TABLE campaign_slice (
	campaign_id INTEGER NOT NULL, 
	slice TEXT DEFAULT '' NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	CONSTRAINT pk_campaign_slice PRIMARY KEY (campaign_id, slice), 
	CONSTRAINT fk_campaign_slice_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id)
)
 WITHOUT ROWID

;
INSERT INTO "campaign_slice" VALUES(1,'device','2026-11-01','2026-11-01');
INSERT INTO "campaign_slice" VALUES(2,'device','2026-11-02','2026-11-02');
CREATE TABLE channel (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	aliases JSON NOT NULL, 
	CONSTRAINT pk_channel PRIMARY KEY (id), 
	CONSTRAINT uq_channel_key UNIQUE ("key")
);
INSERT INTO "channel" VALUES(1,'facebook','Facebook','[]');
INSERT INTO "channel" VALUES(2,'google_ads','Google Ads','[]');
CREATE TABLE channel_day (
	account_id INTEGER NOT NULL, 
	slice TEXT NOT NULL, 
	day DATE NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	device TEXT DEFAULT '' NOT NULL, 
	age TEXT DEFAULT '' NOT NULL, 
	gender TEXT DEFAULT '' NOT NULL, 
	placement TEXT DEFAULT '' NOT NULL, 
	spend BIGINT, 
	impressions BIGINT, 
	reach BIGINT, 
	clicks BIGINT, 
	engagements BIGINT, 
	video_views BIGINT, 
	leads BIGINT, 
	conversions BIGINT, 
	revenue BIGINT, 
	score_sum BIGINT, 
	score_weight BIGINT, 
	rows INTEGER DEFAULT '0' NOT NULL, 
	missing_spend INTEGER DEFAULT '0' NOT NULL, 
	missing_impressions INTEGER DEFAULT '0' NOT NULL, 
	missing_reach INTEGER DEFAULT '0' NOT NULL, 
	missing_clicks INTEGER DEFAULT '0' NOT NULL, 
	missing_engagements INTEGER DEFAULT '0' NOT NULL, 
	missing_engagement_score INTEGER DEFAULT '0' NOT NULL, 
	missing_video_views INTEGER DEFAULT '0' NOT NULL, 
	missing_leads INTEGER DEFAULT '0' NOT NULL, 
	missing_conversions INTEGER DEFAULT '0' NOT NULL, 
	missing_revenue INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_channel_day PRIMARY KEY (account_id, slice, day, region, device, age, gender, placement), 
	CONSTRAINT fk_channel_day_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID

;
INSERT INTO "channel_day" VALUES(1,'','2026-11-01','','','','','',140750000,1500,NULL,70,NULL,NULL,5000000,3000000,390100000,NULL,NULL,2,0,0,2,0,2,2,2,0,0,0);
INSERT INTO "channel_day" VALUES(1,'device','2026-11-01','','Desktop','','','',40250000,500,NULL,20,NULL,NULL,1000000,1000000,90100000,NULL,NULL,1,0,0,1,0,1,1,1,0,0,0);
INSERT INTO "channel_day" VALUES(1,'device','2026-11-01','','Mobile','','','',100500000,1000,NULL,50,NULL,NULL,4000000,2000000,300000000,NULL,NULL,1,0,0,1,0,1,1,1,0,0,0);
INSERT INTO "channel_day" VALUES(2,'','2026-11-02','','','','','',35000000,700,NULL,70,NULL,NULL,5000000,4000000,410000000,NULL,NULL,1,0,0,1,0,1,1,1,0,0,0);
INSERT INTO "channel_day" VALUES(2,'device','2026-11-02','','Mobile','','','',35000000,700,NULL,70,NULL,NULL,5000000,4000000,410000000,NULL,NULL,1,0,0,1,0,1,1,1,0,0,0);
CREATE TABLE chart_image (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	spec JSON NOT NULL, 
	png BLOB, 
	CONSTRAINT pk_chart_image PRIMARY KEY (id)
);
CREATE TABLE conversion_action (
	campaign_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	action TEXT NOT NULL, 
	count BIGINT, 
	value BIGINT, 
	row_hash BIGINT NOT NULL, 
	run_id INTEGER NOT NULL, 
	CONSTRAINT pk_conversion_action PRIMARY KEY (campaign_id, day, action), 
	CONSTRAINT fk_conversion_action_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_conversion_action_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
CREATE TABLE daily_fact (
	campaign_id INTEGER NOT NULL, 
	slice TEXT DEFAULT '' NOT NULL, 
	day DATE NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	device TEXT DEFAULT '' NOT NULL, 
	age TEXT DEFAULT '' NOT NULL, 
	gender TEXT DEFAULT '' NOT NULL, 
	placement TEXT DEFAULT '' NOT NULL, 
	spend BIGINT, 
	impressions BIGINT, 
	reach BIGINT, 
	clicks BIGINT, 
	engagements BIGINT, 
	engagement_score BIGINT, 
	video_views BIGINT, 
	leads BIGINT, 
	conversions BIGINT, 
	revenue BIGINT, 
	row_hash BIGINT NOT NULL, 
	run_id INTEGER NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	vanished BOOLEAN DEFAULT '0' NOT NULL, 
	derived BOOLEAN DEFAULT '0' NOT NULL, 
	loaded_at DATETIME NOT NULL, 
	CONSTRAINT pk_daily_fact PRIMARY KEY (campaign_id, slice, day, region, device, age, gender, placement), 
	CONSTRAINT fk_daily_fact_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_daily_fact_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
INSERT INTO "daily_fact" VALUES(1,'device','2026-11-01','','Desktop','','','',40250000,500,NULL,20,NULL,NULL,NULL,1000000,1000000,90100000,3051404187753604297,1,'file',0,0,'2026-11-22 09:00:00.000000');
INSERT INTO "daily_fact" VALUES(1,'device','2026-11-01','','Mobile','','','',100500000,1000,NULL,50,NULL,NULL,NULL,4000000,2000000,300000000,3417961442083688391,1,'file',0,0,'2026-11-22 09:00:00.000000');
INSERT INTO "daily_fact" VALUES(2,'device','2026-11-02','','Mobile','','','',35000000,700,NULL,70,NULL,NULL,NULL,5000000,4000000,410000000,-5069875472208082322,1,'file',0,0,'2026-11-22 09:00:00.000000');
CREATE TABLE definition (
	id INTEGER NOT NULL, 
	term TEXT NOT NULL, 
	meaning JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_definition PRIMARY KEY (id), 
	CONSTRAINT uq_definition_term UNIQUE (term)
);
CREATE TABLE delivery (
	id INTEGER NOT NULL, 
	alert_id INTEGER, 
	kind TEXT NOT NULL, 
	target TEXT NOT NULL, 
	payload JSON NOT NULL, 
	state TEXT DEFAULT 'queued' NOT NULL, 
	attempts INTEGER DEFAULT '0' NOT NULL, 
	due_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	error TEXT DEFAULT '' NOT NULL, 
	dedupe_key TEXT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id), 
	CONSTRAINT uq_delivery_dedupe_key UNIQUE (dedupe_key)
);
CREATE TABLE forecast_score (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	campaign TEXT DEFAULT '' NOT NULL, 
	metric TEXT DEFAULT '' NOT NULL, 
	made_on DATE NOT NULL, 
	"end" DATE NOT NULL, 
	predicted FLOAT, 
	low FLOAT, 
	high FLOAT, 
	naive FLOAT, 
	actual FLOAT, 
	inside BOOLEAN, 
	CONSTRAINT pk_forecast_score PRIMARY KEY (id), 
	CONSTRAINT uq_forecast_score_kind_subject_id UNIQUE (kind, subject_id)
);
CREATE TABLE fx_rate (
	currency TEXT NOT NULL, 
	base TEXT NOT NULL, 
	day DATE NOT NULL, 
	rate_nanos BIGINT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_fx_rate PRIMARY KEY (currency, base, day)
);
CREATE TABLE goal (
	id INTEGER NOT NULL, 
	channel_id INTEGER NOT NULL, 
	campaign TEXT DEFAULT '' NOT NULL, 
	month DATE NOT NULL, 
	metric TEXT NOT NULL, 
	target BIGINT NOT NULL, 
	CONSTRAINT pk_goal PRIMARY KEY (id), 
	CONSTRAINT fk_goal_channel_id FOREIGN KEY(channel_id) REFERENCES channel (id), 
	CONSTRAINT uq_goal_channel_id_campaign_month_metric UNIQUE (channel_id, campaign, month, metric)
);
CREATE TABLE hourly_fact (
	campaign_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	hour SMALLINT NOT NULL, 
	spend BIGINT, 
	impressions BIGINT, 
	clicks BIGINT, 
	conversions BIGINT, 
	revenue BIGINT, 
	row_hash BIGINT NOT NULL, 
	run_id INTEGER NOT NULL, 
	CONSTRAINT pk_hourly_fact PRIMARY KEY (campaign_id, day, hour), 
	CONSTRAINT fk_hourly_fact_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_hourly_fact_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
CREATE TABLE ingest_run (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	account TEXT DEFAULT '' NOT NULL, 
	kind TEXT NOT NULL, 
	since DATE, 
	until DATE, 
	state TEXT NOT NULL, 
	started_at DATETIME NOT NULL, 
	finished_at DATETIME, 
	requests INTEGER DEFAULT '0' NOT NULL, 
	rows_read INTEGER DEFAULT '0' NOT NULL, 
	inserted INTEGER DEFAULT '0' NOT NULL, 
	updated INTEGER DEFAULT '0' NOT NULL, 
	unchanged INTEGER DEFAULT '0' NOT NULL, 
	rejected INTEGER DEFAULT '0' NOT NULL, 
	error_kind TEXT DEFAULT '' NOT NULL, 
	error_message TEXT DEFAULT '' NOT NULL, 
	retry_at DATETIME, 
	cursor JSON, 
	notes JSON NOT NULL, 
	CONSTRAINT pk_ingest_run PRIMARY KEY (id)
);
INSERT INTO "ingest_run" VALUES(1,'file','a.csv','file',NULL,NULL,'done','2026-11-22 09:00:00.000000','2026-11-22 09:00:00.000000',0,4,3,0,0,1,'','',NULL,'null','[]');
INSERT INTO "ingest_run" VALUES(2,'file','plan.csv','file',NULL,NULL,'done','2026-11-22 09:00:00.000000','2026-11-22 09:00:00.000000',0,2,2,0,0,0,'','',NULL,'null','[]');
CREATE TABLE ml_budget_rec (
	id INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	channel TEXT NOT NULL, 
	period_days INTEGER NOT NULL, 
	current_amount BIGINT NOT NULL, 
	recommended_amount BIGINT NOT NULL, 
	expected_value FLOAT, 
	low FLOAT, 
	high FLOAT, 
	marginal FLOAT, 
	decision TEXT DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	chart_id INTEGER, 
	CONSTRAINT pk_ml_budget_rec PRIMARY KEY (id), 
	CONSTRAINT fk_ml_budget_rec_chart_id FOREIGN KEY(chart_id) REFERENCES chart_image (id), 
	CONSTRAINT uq_ml_budget_rec_made_on_channel_period_days UNIQUE (made_on, channel, period_days)
);
CREATE TABLE ml_reach_ctr_timeseries (
	id INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	metric TEXT NOT NULL, 
	day DATE NOT NULL, 
	actual FLOAT, 
	predicted FLOAT, 
	low FLOAT, 
	high FLOAT, 
	CONSTRAINT pk_ml_reach_ctr_timeseries PRIMARY KEY (id), 
	CONSTRAINT uq_ml_reach_ctr_timeseries_made_on_channel_metric_day UNIQUE (made_on, channel, metric, day)
);
CREATE TABLE ml_roi_forecast (
	id INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	campaign TEXT DEFAULT '' NOT NULL, 
	metric TEXT NOT NULL, 
	horizon_days INTEGER NOT NULL, 
	start DATE NOT NULL, 
	"end" DATE NOT NULL, 
	value FLOAT, 
	low FLOAT, 
	high FLOAT, 
	model TEXT DEFAULT '' NOT NULL, 
	backtest JSON, 
	content_hash TEXT NOT NULL, 
	chart_id INTEGER, 
	CONSTRAINT pk_ml_roi_forecast PRIMARY KEY (id), 
	CONSTRAINT fk_ml_roi_forecast_chart_id FOREIGN KEY(chart_id) REFERENCES chart_image (id), 
	CONSTRAINT uq_ml_roi_forecast_made_on_channel_campaign_metric_horizon_days UNIQUE (made_on, channel, campaign, metric, horizon_days)
);
CREATE TABLE ml_roi_timeseries (
	id INTEGER NOT NULL, 
	made_on DATE NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	metric TEXT NOT NULL, 
	day DATE NOT NULL, 
	actual FLOAT, 
	predicted FLOAT, 
	low FLOAT, 
	high FLOAT, 
	CONSTRAINT pk_ml_roi_timeseries PRIMARY KEY (id), 
	CONSTRAINT uq_ml_roi_timeseries_made_on_channel_metric_day UNIQUE (made_on, channel, metric, day)
);
CREATE TABLE post (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	external_id TEXT NOT NULL, 
	published_at DATETIME NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	reach BIGINT, 
	views BIGINT, 
	reactions BIGINT, 
	comments BIGINT, 
	shares BIGINT, 
	read_at DATETIME NOT NULL, 
	CONSTRAINT pk_post PRIMARY KEY (id), 
	CONSTRAINT fk_post_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_post_account_id_external_id UNIQUE (account_id, external_id)
);
CREATE TABLE recommendation (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	scope TEXT DEFAULT '' NOT NULL, 
	body JSON NOT NULL, 
	expected JSON, 
	state TEXT DEFAULT 'open' NOT NULL, 
	decided_at DATETIME, 
	CONSTRAINT pk_recommendation PRIMARY KEY (id)
);
CREATE TABLE rejected_row (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	detail TEXT DEFAULT '' NOT NULL, 
	raw JSON NOT NULL, 
	raw_hash BIGINT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_rejected_row PRIMARY KEY (id), 
	CONSTRAINT fk_rejected_row_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id), 
	CONSTRAINT uq_rejected_row_source_raw_hash_reason UNIQUE (source, raw_hash, reason)
);
INSERT INTO "rejected_row" VALUES(1,1,'future_day','a.csv','{"Campaign": "Brand", "Campaign ID": "2001", "Channel": "Google Ads", "City": "Lyon", "Clicks": "70", "Conversions": "4", "Date": "2030-11-02", "Device": "Mobile", "Impressions": "700", "Leads": "5", "Revenue": "410", "Spend": "35"}',-5899920784415130783,'file');
CREATE TABLE report_schedule (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	settings JSON NOT NULL, 
	next_at DATETIME, 
	last_at DATETIME, 
	active BOOLEAN DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_report_schedule PRIMARY KEY (id), 
	CONSTRAINT fk_report_schedule_user_id FOREIGN KEY(user_id) REFERENCES app_user (id)
);
CREATE TABLE run_lock (
	name TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_run_lock PRIMARY KEY (name)
);
CREATE TABLE subscription (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	target TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	settings JSON NOT NULL, 
	active BOOLEAN DEFAULT '1' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_subscription PRIMARY KEY (id), 
	CONSTRAINT fk_subscription_user_id FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT uq_subscription_target_kind UNIQUE (target, kind)
);
CREATE INDEX ix_alert_fingerprint ON alert (fingerprint);
CREATE INDEX ix_alert_state_raised ON alert (state, raised_at);
CREATE INDEX ix_ingest_run_source_started ON ingest_run (source, started_at);
CREATE INDEX ix_delivery_alert_id ON delivery (alert_id);
CREATE INDEX ix_delivery_state_due ON delivery (state, due_at);
CREATE INDEX ix_rejected_row_run_id ON rejected_row (run_id);
CREATE INDEX ix_campaign_account_id ON campaign (account_id);
COMMIT;
