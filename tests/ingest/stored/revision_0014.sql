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
INSERT INTO "account" VALUES(1,1,'Romashka · EUR','file','Romashka','EUR','',NULL,'','');
INSERT INTO "account" VALUES(2,2,'Romashka · EUR','file','Romashka','EUR','',NULL,'','');
INSERT INTO "account" VALUES(3,2,'Uragan · EUR','file','Uragan','EUR','',NULL,'','');
CREATE TABLE advice_document (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	content_hash TEXT NOT NULL, 
	document JSON NOT NULL, 
	CONSTRAINT pk_advice_document PRIMARY KEY (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0014');
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
CREATE TABLE alert_reaction (
	id INTEGER NOT NULL, 
	alert_id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_alert_reaction PRIMARY KEY (id), 
	CONSTRAINT fk_alert_reaction_alert_id FOREIGN KEY(alert_id) REFERENCES alert (id), 
	CONSTRAINT fk_alert_reaction_user_id FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT uq_alert_reaction_alert_id UNIQUE (alert_id, user_id, kind)
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
INSERT INTO "alert_rule" VALUES(1,'company_change','company_change','','','{"metric": "revenue", "above": null, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": null, "relative": false, "fallback": "", "level": "total", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(2,'spend_runaway','spend_runaway','','','{"metric": "spend", "above": 2.2, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "critical", "relative": true, "fallback": "", "level": "both", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(3,'roi_drop','roi_drop','','','{"metric": "roi", "above": null, "below": 1.5, "days": 1, "window": 1, "min_spend": 1, "min_events": 3, "severity": "high", "relative": false, "fallback": "", "level": "channel", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": true, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(4,'cost_spike','cost_spike','','','{"metric": "cpa", "above": 600, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 3, "severity": "medium", "relative": false, "fallback": "spend", "level": "campaign", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": true, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(5,'low_conversion','low_conversion','','','{"metric": "cvr", "above": null, "below": 0.05, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 100, "severity": "medium", "relative": false, "fallback": "", "level": "channel", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": true, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(6,'anomaly_high_ctr_low_conversion','anomaly_high_ctr_low_conversion','','','{"metric": "cvr", "above": null, "below": 0.05, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 100, "severity": "high", "relative": false, "fallback": "", "level": "channel", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": true, "owner": "", "also": {"metric": "ctr", "above": 0.15, "below": null}, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(7,'engagement_drop','engagement_drop','','','{"metric": "engagement_score", "above": null, "below": 4.0, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "low", "relative": false, "fallback": "engagement_rate", "level": "channel", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": true, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(8,'budget_overrun','budget_overrun','','','{"metric": "spend", "above": 1.1, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": null, "relative": true, "fallback": "", "level": "both", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(9,'budget_underspend','budget_underspend','','','{"metric": "spend", "above": null, "below": 0.7, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "low", "relative": true, "fallback": "", "level": "both", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(10,'channel_underperform','channel_underperform','','','{"metric": "roi", "above": null, "below": 0.7, "days": 1, "window": 7, "min_spend": 1, "min_events": 3, "severity": "medium", "relative": true, "fallback": "", "level": "channel", "cooldown_days": 2, "hysteresis": 0.2, "calibrate": true, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(11,'unexpected_change','unexpected_change','','','{"metric": "", "above": null, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": null, "relative": false, "fallback": "", "level": "both", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(12,'forecast_miss','forecast_miss','','','{"metric": "", "above": null, "below": null, "days": 5, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "medium", "relative": false, "fallback": "", "level": "channel", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(13,'broken_tracking','broken_tracking','','','{"metric": "", "above": null, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "high", "relative": false, "fallback": "", "level": "both", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(14,'stale_data','stale_data','','','{"metric": "day", "above": null, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "high", "relative": false, "fallback": "", "level": "channel", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(15,'creative_fatigue','creative_fatigue','','','{"metric": "ctr", "above": null, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "low", "relative": false, "fallback": "", "level": "campaign", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
INSERT INTO "alert_rule" VALUES(16,'goal_at_risk','goal_at_risk','','','{"metric": "revenue", "above": null, "below": null, "days": 1, "window": 1, "min_spend": 0.0, "min_events": 0.0, "severity": "high", "relative": false, "fallback": "", "level": "both", "cooldown_days": 2, "hysteresis": 0.05, "calibrate": false, "owner": "", "also": null, "levels": []}',1,'preset',NULL,'2026-11-20 18:46:57.263010');
CREATE TABLE api_token (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	hint TEXT DEFAULT '' NOT NULL, 
	secret_hash TEXT NOT NULL, 
	scopes JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	last_used_at DATETIME, 
	revoked BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_api_token PRIMARY KEY (id), 
	CONSTRAINT fk_api_token_user_id FOREIGN KEY(user_id) REFERENCES app_user (id), 
	CONSTRAINT uq_api_token_secret_hash UNIQUE (secret_hash)
);
INSERT INTO "api_token" VALUES(1,1,'grafana','dm_1iNd4P','a733110ee48f3045e019d970307539247691dbedf5e73606ac50b82070346fbd','["read"]','2026-11-20 18:46:30.699879',NULL,NULL,0);
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
	created_at DATETIME NOT NULL, password_hash TEXT, disabled BOOLEAN DEFAULT '0' NOT NULL, channels JSON, accounts JSON, failed INTEGER DEFAULT '0' NOT NULL, locked_until DATETIME, session_epoch TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_app_user PRIMARY KEY (id), 
	CONSTRAINT uq_app_user_identifier UNIQUE (identifier), 
	CONSTRAINT uq_app_user_telegram_chat UNIQUE (telegram_chat)
);
INSERT INTO "app_user" VALUES(1,'rita','rita','analyst','','',NULL,NULL,NULL,'{}','2026-11-20 18:46:27.950281','$argon2id$v=19$m=65536,t=3,p=4$MLIXH7/G8Sr2ZIJVLeaYJg$1uaU+nnATP6KdpleRUEOGpGMBu6T11xv4WsE6Vsg6WM',0,'["vk"]',NULL,0,NULL,'1f068dd3ce166ef1');
CREATE TABLE audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor TEXT DEFAULT '' NOT NULL, 
	action TEXT NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (id)
);
INSERT INTO "audit_entry" VALUES(1,'2026-11-20 18:46:20.381511','local','loaded','{"by": "cli", "file": "whole.csv", "rows": 4}');
INSERT INTO "audit_entry" VALUES(2,'2026-11-20 18:46:24.711844','local','loaded','{"by": "cli", "file": "plan.csv", "rows": 1}');
INSERT INTO "audit_entry" VALUES(3,'2026-11-20 18:46:27.957637','command line','user-saved','{"user": "rita", "before": null, "after": {"role": "analyst", "channels": ["vk"], "accounts": null}}');
INSERT INTO "audit_entry" VALUES(4,'2026-11-20 18:46:30.699879','command line','token-created','{"user": "rita", "token": 1, "name": "grafana"}');
INSERT INTO "audit_entry" VALUES(5,'2026-11-20 18:46:38.552544','local','asked','{"question": "remember: sign-ups = leads", "by": "cli", "status": "answered", "tools": "remember_definition", "seconds": 0.188}');
INSERT INTO "audit_entry" VALUES(6,'2026-11-20 18:46:47.700157','local','asked','{"question": "yes", "by": "cli", "status": "answered", "tools": "remember_definition", "seconds": 0.158}');
INSERT INTO "audit_entry" VALUES(7,'2026-11-20 18:46:47.703781','local','changed','{"tool": "remember_definition", "by": "cli", "arguments": "{\"action\": \"remember\", \"kind\": \"word\", \"term\": \"sign-ups\", \"meaning\": \"leads\", \"confirm\": true}"}');
CREATE TABLE background_job (
	id TEXT NOT NULL, 
	actor TEXT DEFAULT '' NOT NULL, 
	seen TEXT DEFAULT '' NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	arguments JSON NOT NULL, 
	result JSON, 
	problem TEXT DEFAULT '' NOT NULL, 
	created_at DATETIME NOT NULL, 
	alive_until DATETIME NOT NULL, 
	finished_at DATETIME, 
	CONSTRAINT pk_background_job PRIMARY KEY (id)
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
INSERT INTO "budget" VALUES(1,1,'','2026-11-01',2500000000,'EUR');
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
INSERT INTO "campaign" VALUES(1,1,'1001','',1,'Prospecting','','','','','',NULL,NULL,NULL,NULL,'');
INSERT INTO "campaign" VALUES(2,2,'2001','',2,'Весна','','','','','',NULL,NULL,NULL,NULL,'');
INSERT INTO "campaign" VALUES(3,3,'2002','',3,'Осень','','','','','',NULL,NULL,NULL,NULL,'');
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
	missing_revenue INTEGER DEFAULT '0' NOT NULL, own_count_1 BIGINT, own_count_2 BIGINT, own_count_3 BIGINT, own_count_4 BIGINT, own_count_5 BIGINT, own_count_6 BIGINT, own_count_7 BIGINT, own_count_8 BIGINT, own_money_1 BIGINT, own_money_2 BIGINT, own_money_3 BIGINT, own_money_4 BIGINT, 
	CONSTRAINT pk_campaign_day PRIMARY KEY (campaign_id, day), 
	CONSTRAINT fk_campaign_day_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id)
)
 WITHOUT ROWID

;
INSERT INTO "campaign_day" VALUES(1,'2026-11-01',20000000,NULL,NULL,40,NULL,NULL,3000000,NULL,110000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "campaign_day" VALUES(1,'2026-11-02',21000000,NULL,NULL,44,NULL,NULL,4000000,NULL,150000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "campaign_day" VALUES(2,'2026-11-01',11000000,NULL,NULL,20,NULL,NULL,1000000,NULL,60000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "campaign_day" VALUES(3,'2026-11-02',12000000,NULL,NULL,22,NULL,NULL,2000000,NULL,80000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "campaign_slice" VALUES(1,'total','2026-11-01','2026-11-02');
INSERT INTO "campaign_slice" VALUES(2,'total','2026-11-01','2026-11-01');
INSERT INTO "campaign_slice" VALUES(3,'total','2026-11-02','2026-11-02');
CREATE TABLE channel (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	aliases JSON NOT NULL, 
	CONSTRAINT pk_channel PRIMARY KEY (id), 
	CONSTRAINT uq_channel_key UNIQUE ("key")
);
INSERT INTO "channel" VALUES(1,'facebook','Facebook','[]');
INSERT INTO "channel" VALUES(2,'vk','VK','[]');
CREATE TABLE "channel_day" (
	account_id INTEGER NOT NULL, 
	slice TEXT NOT NULL, 
	day DATE NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	device TEXT DEFAULT '' NOT NULL, 
	age TEXT DEFAULT '' NOT NULL, 
	gender TEXT DEFAULT '' NOT NULL, 
	placement TEXT DEFAULT '' NOT NULL, 
	own_text_1 TEXT DEFAULT '' NOT NULL, 
	own_text_2 TEXT DEFAULT '' NOT NULL, 
	own_text_3 TEXT DEFAULT '' NOT NULL, 
	own_text_4 TEXT DEFAULT '' NOT NULL, 
	own_text_5 TEXT DEFAULT '' NOT NULL, 
	own_text_6 TEXT DEFAULT '' NOT NULL, 
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
	own_count_1 BIGINT, 
	own_count_2 BIGINT, 
	own_count_3 BIGINT, 
	own_count_4 BIGINT, 
	own_count_5 BIGINT, 
	own_count_6 BIGINT, 
	own_count_7 BIGINT, 
	own_count_8 BIGINT, 
	own_money_1 BIGINT, 
	own_money_2 BIGINT, 
	own_money_3 BIGINT, 
	own_money_4 BIGINT, 
	CONSTRAINT pk_channel_day PRIMARY KEY (account_id, slice, day, region, device, age, gender, placement, own_text_1, own_text_2, own_text_3, own_text_4, own_text_5, own_text_6), 
	CONSTRAINT fk_channel_day_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID

;
INSERT INTO "channel_day" VALUES(1,'','2026-11-01','','','','','','','','','','','',20000000,NULL,NULL,40,NULL,NULL,3000000,NULL,110000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "channel_day" VALUES(1,'','2026-11-02','','','','','','','','','','','',21000000,NULL,NULL,44,NULL,NULL,4000000,NULL,150000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "channel_day" VALUES(2,'','2026-11-01','','','','','','','','','','','',11000000,NULL,NULL,20,NULL,NULL,1000000,NULL,60000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "channel_day" VALUES(3,'','2026-11-02','','','','','','','','','','','',12000000,NULL,NULL,22,NULL,NULL,2000000,NULL,80000000,NULL,NULL,1,0,1,1,0,1,1,1,0,1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE chart_image (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	spec JSON NOT NULL, 
	png BLOB, 
	CONSTRAINT pk_chart_image PRIMARY KEY (id)
);
CREATE TABLE conversation (
	id TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	words TEXT DEFAULT '' NOT NULL, 
	body JSON NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_conversation PRIMARY KEY (id)
);
INSERT INTO "conversation" VALUES('0b5f9a52-5c4b-4d0a-9d5e-3f1a2b3c4d5e','rita','spend','spend','{}','2026-11-19 09:00:00.000000');
CREATE TABLE conversation_element (
	id INTEGER NOT NULL, 
	conversation TEXT NOT NULL, 
	element TEXT NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_conversation_element PRIMARY KEY (id), 
	CONSTRAINT fk_conversation_element_conversation FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE, 
	CONSTRAINT uq_conversation_element_conversation_element UNIQUE (conversation, element)
);
CREATE TABLE conversation_rating (
	id INTEGER NOT NULL, 
	conversation TEXT NOT NULL, 
	step TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	rated_at DATETIME NOT NULL, 
	CONSTRAINT pk_conversation_rating PRIMARY KEY (id), 
	CONSTRAINT fk_conversation_rating_conversation FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE, 
	CONSTRAINT uq_conversation_rating_conversation_step UNIQUE (conversation, step)
);
CREATE TABLE conversation_step (
	id INTEGER NOT NULL, 
	conversation TEXT NOT NULL, 
	step TEXT NOT NULL, 
	said_at TEXT DEFAULT '' NOT NULL, 
	words TEXT DEFAULT '' NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_conversation_step PRIMARY KEY (id), 
	CONSTRAINT fk_conversation_step_conversation FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE, 
	CONSTRAINT uq_conversation_step_conversation_step UNIQUE (conversation, step)
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
CREATE TABLE "daily_fact" (
	campaign_id INTEGER NOT NULL, 
	slice TEXT DEFAULT '' NOT NULL, 
	day DATE NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	device TEXT DEFAULT '' NOT NULL, 
	age TEXT DEFAULT '' NOT NULL, 
	gender TEXT DEFAULT '' NOT NULL, 
	placement TEXT DEFAULT '' NOT NULL, 
	own_text_1 TEXT DEFAULT '' NOT NULL, 
	own_text_2 TEXT DEFAULT '' NOT NULL, 
	own_text_3 TEXT DEFAULT '' NOT NULL, 
	own_text_4 TEXT DEFAULT '' NOT NULL, 
	own_text_5 TEXT DEFAULT '' NOT NULL, 
	own_text_6 TEXT DEFAULT '' NOT NULL, 
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
	own_count_1 BIGINT, 
	own_count_2 BIGINT, 
	own_count_3 BIGINT, 
	own_count_4 BIGINT, 
	own_count_5 BIGINT, 
	own_count_6 BIGINT, 
	own_count_7 BIGINT, 
	own_count_8 BIGINT, 
	own_money_1 BIGINT, 
	own_money_2 BIGINT, 
	own_money_3 BIGINT, 
	own_money_4 BIGINT, 
	CONSTRAINT pk_daily_fact PRIMARY KEY (campaign_id, slice, day, region, device, age, gender, placement, own_text_1, own_text_2, own_text_3, own_text_4, own_text_5, own_text_6), 
	CONSTRAINT fk_daily_fact_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_daily_fact_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
INSERT INTO "daily_fact" VALUES(1,'total','2026-11-01','','','','','','','','','','','',20000000,NULL,NULL,40,NULL,NULL,NULL,3000000,NULL,110000000,2980760373805233769,1,'file',0,0,'2026-11-20 18:46:20.122702',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "daily_fact" VALUES(1,'total','2026-11-02','','','','','','','','','','','',21000000,NULL,NULL,44,NULL,NULL,NULL,4000000,NULL,150000000,6852179991595783894,1,'file',0,0,'2026-11-20 18:46:20.122702',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "daily_fact" VALUES(2,'total','2026-11-01','','','','','','','','','','','',11000000,NULL,NULL,20,NULL,NULL,NULL,1000000,NULL,60000000,-6841714067449326536,1,'file',0,0,'2026-11-20 18:46:20.122702',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "daily_fact" VALUES(3,'total','2026-11-02','','','','','','','','','','','',12000000,NULL,NULL,22,NULL,NULL,NULL,2000000,NULL,80000000,6903094576801193697,1,'file',0,0,'2026-11-20 18:46:20.122702',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE day_reading (
	account_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	read_on DATE NOT NULL, 
	leads BIGINT, 
	conversions BIGINT, 
	revenue BIGINT, 
	CONSTRAINT pk_day_reading PRIMARY KEY (account_id, day, read_on), 
	CONSTRAINT fk_day_reading_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID

;
CREATE TABLE definition (
	id INTEGER NOT NULL, 
	term TEXT NOT NULL, 
	meaning JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_definition PRIMARY KEY (id), 
	CONSTRAINT uq_definition_term UNIQUE (term)
);
INSERT INTO "definition" VALUES(1,'sign up','{"term": "sign-ups", "words": "leads", "made_by": "local"}','2026-11-20 18:46:47.571964');
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
CREATE TABLE "fact_layer" (
	campaign_id INTEGER NOT NULL, 
	slice TEXT DEFAULT '' NOT NULL, 
	day DATE NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	device TEXT DEFAULT '' NOT NULL, 
	age TEXT DEFAULT '' NOT NULL, 
	gender TEXT DEFAULT '' NOT NULL, 
	placement TEXT DEFAULT '' NOT NULL, 
	own_text_1 TEXT DEFAULT '' NOT NULL, 
	own_text_2 TEXT DEFAULT '' NOT NULL, 
	own_text_3 TEXT DEFAULT '' NOT NULL, 
	own_text_4 TEXT DEFAULT '' NOT NULL, 
	own_text_5 TEXT DEFAULT '' NOT NULL, 
	own_text_6 TEXT DEFAULT '' NOT NULL, 
	grain TEXT DEFAULT '' NOT NULL, 
	part TEXT DEFAULT '' NOT NULL, 
	run_id INTEGER NOT NULL, 
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
	vanished BOOLEAN DEFAULT '0' NOT NULL, 
	derived BOOLEAN DEFAULT '0' NOT NULL, 
	loaded_at DATETIME NOT NULL, 
	own_count_1 BIGINT, 
	own_count_2 BIGINT, 
	own_count_3 BIGINT, 
	own_count_4 BIGINT, 
	own_count_5 BIGINT, 
	own_count_6 BIGINT, 
	own_count_7 BIGINT, 
	own_count_8 BIGINT, 
	own_money_1 BIGINT, 
	own_money_2 BIGINT, 
	own_money_3 BIGINT, 
	own_money_4 BIGINT, 
	CONSTRAINT pk_fact_layer PRIMARY KEY (campaign_id, slice, day, region, device, age, gender, placement, own_text_1, own_text_2, own_text_3, own_text_4, own_text_5, own_text_6, grain, part, run_id), 
	CONSTRAINT fk_fact_layer_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_fact_layer_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
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
INSERT INTO "goal" VALUES(1,1,'','2026-11-01','revenue',5000000000);
CREATE TABLE header_memory (
	signature TEXT NOT NULL, 
	mapping JSON NOT NULL, 
	finer JSON NOT NULL, 
	learned_at DATETIME NOT NULL, 
	CONSTRAINT pk_header_memory PRIMARY KEY (signature)
)
 WITHOUT ROWID

;
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
	notes JSON NOT NULL, digest TEXT DEFAULT '' NOT NULL, signature TEXT DEFAULT '' NOT NULL, repeats INTEGER, 
	CONSTRAINT pk_ingest_run PRIMARY KEY (id)
);
INSERT INTO "ingest_run" VALUES(1,'file','whole.csv','file','2026-11-01','2026-11-02','done','2026-11-20 18:46:20.122702','2026-11-20 18:46:20.376646',0,5,4,0,0,1,'','',NULL,'null','[]','b0384ebae81d36e4656f8b1322a1c076:8e8896bf9a12110d','752596b0c96de2c22e8e0ca7',NULL);
INSERT INTO "ingest_run" VALUES(2,'file','plan.csv','file',NULL,NULL,'done','2026-11-20 18:46:24.681401','2026-11-20 18:46:24.707944',0,1,1,0,0,0,'','',NULL,'null','[]','0302d5748d45385fbac771d921175228:8e8896bf9a12110d','',NULL);
CREATE TABLE kept_reply (
	id INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	request_hash TEXT NOT NULL, 
	status INTEGER DEFAULT '0' NOT NULL, 
	headers JSON, 
	body TEXT DEFAULT '' NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_kept_reply PRIMARY KEY (id), 
	CONSTRAINT uq_kept_reply_actor_key UNIQUE (actor, "key")
);
CREATE TABLE load_change (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	entity TEXT NOT NULL, 
	place TEXT NOT NULL, 
	field TEXT DEFAULT '' NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	CONSTRAINT pk_load_change PRIMARY KEY (id), 
	CONSTRAINT fk_load_change_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
);
INSERT INTO "load_change" VALUES(1,2,'budget','{"campaign": "", "channel_id": 1, "month": "2026-11-01"}','','null','null');
INSERT INTO "load_change" VALUES(2,2,'budget','{"campaign": "", "channel_id": 1, "month": "2026-11-01"}','amount','null',2500000000);
INSERT INTO "load_change" VALUES(3,2,'budget','{"campaign": "", "channel_id": 1, "month": "2026-11-01"}','currency','null','"EUR"');
INSERT INTO "load_change" VALUES(4,2,'goal','{"campaign": "", "channel_id": 1, "metric": "revenue", "month": "2026-11-01"}','','null','null');
INSERT INTO "load_change" VALUES(5,2,'goal','{"campaign": "", "channel_id": 1, "metric": "revenue", "month": "2026-11-01"}','target','null',5000000000);
CREATE TABLE metric_word (
	account_id INTEGER NOT NULL, 
	measure TEXT NOT NULL, 
	word TEXT NOT NULL, 
	run_id INTEGER NOT NULL, 
	CONSTRAINT pk_metric_word PRIMARY KEY (account_id, measure, word, run_id), 
	CONSTRAINT fk_metric_word_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_metric_word_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
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
CREATE TABLE note (
	id INTEGER NOT NULL, 
	start DATE NOT NULL, 
	"end" DATE NOT NULL, 
	text TEXT NOT NULL, 
	channel TEXT DEFAULT '' NOT NULL, 
	made_by TEXT DEFAULT '' NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id)
);
CREATE TABLE own_dimension (
	place TEXT NOT NULL, 
	word TEXT NOT NULL, 
	title TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	CONSTRAINT pk_own_dimension PRIMARY KEY (place), 
	CONSTRAINT uq_own_dimension_key UNIQUE ("key")
)
 WITHOUT ROWID

;
CREATE TABLE own_measure (
	place TEXT NOT NULL, 
	word TEXT NOT NULL, 
	title TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	CONSTRAINT pk_own_measure PRIMARY KEY (place), 
	CONSTRAINT uq_own_measure_key UNIQUE ("key")
)
 WITHOUT ROWID

;
CREATE TABLE pinned_card (
	id INTEGER NOT NULL, 
	owner TEXT NOT NULL, 
	title TEXT NOT NULL, 
	tool TEXT NOT NULL, 
	args JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_pinned_card PRIMARY KEY (id)
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
	decided_at DATETIME, "key" TEXT DEFAULT '' NOT NULL, place INTEGER DEFAULT '0' NOT NULL, decided_by TEXT DEFAULT '' NOT NULL, reason TEXT DEFAULT '' NOT NULL, done_at DATETIME, effect JSON, 
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
INSERT INTO "rejected_row" VALUES(1,1,'negative_measure','whole.csv','{"Account": "Uragan", "Campaign": "\u041e\u0441\u0435\u043d\u044c", "Campaign ID": "2002", "Channel": "VK", "Clicks": "22", "Date": "2026-11-03", "Leads": "2", "Revenue": "80", "Spend": "-5"}',3035661683960960480,'file');
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
INSERT INTO "subscription" VALUES(1,1,'telegram:77','digest_weekly','{}',1,'');
CREATE TABLE value_spelling (
	dimension TEXT NOT NULL, 
	plain TEXT NOT NULL, 
	shown TEXT NOT NULL, 
	run_id INTEGER, 
	CONSTRAINT pk_value_spelling PRIMARY KEY (dimension, plain), 
	CONSTRAINT fk_value_spelling_run_id FOREIGN KEY(run_id) REFERENCES ingest_run (id)
)
 WITHOUT ROWID

;
CREATE INDEX ix_alert_fingerprint ON alert (fingerprint);
CREATE INDEX ix_alert_state_raised ON alert (state, raised_at);
CREATE INDEX ix_ingest_run_source_started ON ingest_run (source, started_at);
CREATE INDEX ix_delivery_alert_id ON delivery (alert_id);
CREATE INDEX ix_delivery_state_due ON delivery (state, due_at);
CREATE INDEX ix_rejected_row_run_id ON rejected_row (run_id);
CREATE INDEX ix_campaign_account_id ON campaign (account_id);
CREATE INDEX ix_load_change_entity_place ON load_change (entity, place);
CREATE INDEX ix_conversation_owner_changed ON conversation (owner, changed_at);
CREATE INDEX ix_api_token_user_id ON api_token (user_id);
CREATE INDEX ix_background_job_actor_kind ON background_job (actor, kind);
CREATE INDEX ix_pinned_card_owner ON pinned_card (owner);
COMMIT;
