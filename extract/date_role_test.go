package extract

import (
	"strconv"
	"strings"
	"testing"
)

// roleCases are texts with the roles that their dates get, in the order of the text:
// A announced, D detected, O occurred, P data period, R response, - none.
// Several roles of one date stand together.
var roleCases = []struct{ name, text, want string }{
	// A date set off by 、 belongs to the main verb, one tied by に to the next.
	{"topic of an announcement", "青葉商会は2025年3月7日、通販サイトが不正アクセスを受け、顧客情報が流出した可能性があると発表した。", "A"},
	{"date first, subject after", "2025年3月7日、株式会社青葉商会は、サーバーが攻撃を受けたことを公表しました。", "A"},
	{"inner verb of what is announced", "市は3月5日に職員が名簿を紛失したと発表した。", "O"},
	{"both", "市は2025年3月9日、職員が5日に名簿を紛失したと発表した。", "A O"},
	{"chain of own dates", "2025年3月5日に攻撃を受け、7日に警察へ相談し、10日に公表した。", "O R A"},
	{"passive announcement", "2025年3月7日、同社の公式サイトで漏えいの事実が公表された。", "A"},
	{"newspaper lead", "名簿が外部から見える状態になっていたことが3月8日、分かった。", "A"},
	{"day of announcing after the discovery", "同社は3月7日に異常を検知し、3月9日に攻撃を受けたことを公表した。", "D A"},
	{"report on last year's attack", "青葉会は、2025年3月7日、昨年発生した攻撃の調査報告書を公表しました。", "A -"},
	{"seminar whose list leaked", "3月7日に開催したセミナーの参加者名簿を誤って公開していた。", "-"},
	{"corrected", "市教委は3月8日、対象を512人から643人に訂正した。", "A"},
	{"hearing", "市長は3月8日の会見で陳謝した。", "A"},
	{"report in a series", "同社は3月8日に第2報を出した。", "A"},
	{"report by its number", "経緯\n3月8日 第2報:社員の名簿の閲覧を確認\n3月12日 人数を改めた続報\n3月14日 復旧", "A A R"},
	{"report of the title", "(令和7年3月8日発表)名簿の紛失について\n3月5日に名簿を紛失しました。", "A O"},
	{"punishment told with its reason", "青葉市は3月8日、名簿を持ち出したとして、職員を減給の懲戒処分とした。", "RA"},
	{"inquiry into a symptom", "3月8日、通信が急に遅くなったことから調査を開始した。", "DR"},
	{"days in brackets over their steps", "経緯\n【3月5日】\n職員が名簿を誤って送信した。\n【3月6日】\n受け取った方から連絡があった。\n【3月8日】\n名簿を削除した。", "O D R"},
	{"open span of kinds of data", "会員の氏名、住所など(2021年4月以降)が流出した。", "P"},
	{"opening hour", "2025年3月8日14時開演。名簿を紛失した。", "-"},
	{"announced earlier", "2025年3月7日に公表した件について、調査が4月2日に完了しました。", "A R"},
	{"announcing verb of another date", "6月1日に指摘を受け、8日に公表した。", "D A"},

	{"what a letter does here is no step", "3月に名簿が漏えいした可能性があることについて、以下にご報告いたします。", "O"},
	{"who announces, behind the date", "2025年3月22日当社は漏えいを公表しました。", "A"},
	{"day in brackets behind 本日", "本日(2025年8月1日)、職員が名簿を誤って送信しました。", "- O"},

	// Noticed.
	{"what was found missing", "3月3日、棚にあるはずの記録媒体がなくなっていたという。", "D"},
	{"told of a chain of events", "2025年3月7日、委託先のシステムが不正アクセスを受けて改ざんされたと委託先から連絡を受けました。", "D"},
	{"mistake that came out", "2025年3月7日、名簿が誤って捨てられていたことが判明した。", "D"},
	{"call that orders something", "4日に申請書を請求する電話があり、1通を郵送したところ、14日になって別の人の書類が届いたとの連絡があった。", "O D"},
	{"told by two, one verb", "2025年3月7日には利用者から、3月8日にはカード会社から、それぞれ連絡を受けた。", "D D"},
	{"told by a customer", "2025年3月7日、お客様から問い合わせがあり、誤りに気付きました。", "D"},
	{"found in a check", "4月3日の棚卸しで書類がないことが判明した。", "D"},
	{"noticed and done", "3月7日に不審な通信を検知し、ただちにサーバーを停止した。", "DR"},
	{"state is not dated", "3月7日、名簿が誰でも閲覧できる状態であることが判明した。", "D"},
	{"act inside a finding is dated", "攻撃者は3月1日には社内に侵入していたことが判明した。", "O"},
	{"confirmed after the discovery", "3月7日に異常を検知した。3月20日、情報の流出を確認した。", "D R"},
	{"confirmed and nothing before", "3月20日、情報の流出を確認した。", "D"},
	{"confirmed that files are broken", "3月7日午前9時頃、複数のファイルが開けないことを確認しました。", "D"},
	{"confirmed that nothing leaked", "3月20日、ほかに流出がないことを確認した。", "R"},
	{"not found", "3月20日時点で不正利用は確認されていない。", "-"},
	{"lead-in to the cause", "発端は3月7日、取引先から届いた知らせだった。", "D"},
	{"what an inquiry brought", "3月7日に指摘を受けた。4月10日、調査の結果、ほかにも流出が見つかった。", "D R"},

	{"said by a client in so many words", "5月8日に会員の一人が「別の方の控えが出てくる」と窓口に電話し、分かった。", "D"},
	{"word of a client asked for by a third", "同社は5月8日、予約の名前で妙な便りが届いているとの連絡を旅行会社から受けた。", "D"},
	{"talk that came in", "取引先から話があったのは5月8日。", "D"},
	{"a watch that worked", "5月8日に送金を監視する仕組みが働いた。", "D"},
	{"word of what happened on another day", "○5月8日、委託先の会社から、4月2日に受けた攻撃で名簿が漏れたとの報告を受けた。", "D O"},
	{"alarm of a drill", "5月8日に火災の警報の訓練があった。", "-"},
	{"the matter came out", "5月8日、元社員の内部通報で表に出ました。", "D"},
	{"noticed and stopped, and when", "係が気付いて接続を切ったのは5月8日の夜だった。", "RD"},
	{"stopped, and when", "係が店を回って接続を切ったのは5月8日の夜だった。", "R"},
	{"call, and what was done at once", "電話があったのは5月8日で、職員がその場で名簿を回収した。", "DR"},
	{"call, and what was done some day", "電話があったのは5月8日で、職員が名簿を回収した。", "D"},
	{"said to the head", "5月8日、事務員が「控えが開けない」と上司に伝えた。", "D"},
	{"beginning of the tale", "異変は5月8日の早朝。", "D"},

	// Went wrong.
	{"system that fell", "5月8日、入場のシステムが落ち、列ができた。", "O"},
	{"taken in and lasting", "何者かが5月8日に入り込み、31日まで名簿を運び出していた。", "O"},
	{"what went on, and when", "見えていたのは5月8日から6月3日まで。", "O"},
	{"buyers of a span", "買ったのは5月8日から6月3日までの会員。", "P"},
	{"open to all", "5月の入れ替えから8月まで、誰でも開ける作りになっていた。", "O"},
	{"event to be held", "3月8日に開催予定の交流会の案内を、46人に誤って送信した。", "-"},
	{"page with a clock time", "名簿の紛失\n青葉新聞 2025年3月19日(水)12時1分配信\n青葉市は18日、名簿を紛失したと発表した。", "- A"},
	{"sheet for a feast", "10月15日の体育祭で行う競技の組分け表を張り出した際、裏に名簿があった。", "-"},
	{"passes for a recording", "11月24日に青葉市で開く収録の入場証を誤って送った。", "-"},
	{"lost at a feast", "10月15日の体育祭で名簿を紛失した。", "O"},
	{"befell so many", "10月2日から5日の間に12名の画面が他人に開かれていた。", "O"},
	{"so many bought", "10月2日から5日の間に購入した12名の番号が盗まれた。", "P"},
	{"step over some days", "番号の総入れ替えは10月2日から5日にかけて行われた。", "R"},
	{"days that share a label", "(3)行った日 2025年5月8日と同年6月3日", "O O"},
	{"label of a delivery", "・届けた日時 2025年5月8日", "O"},
	{"label of a visit", "・受診した日時 2025年5月8日", "-"},
	{"label of what was done", "(3)行った日 2025年5月8日", "O"},
	{"label of a meeting", "会合の日 2025年5月8日", "-"},
	{"sent by mistake", "3月7日、職員が参加者に案内を一斉送信した際、宛先を誤ってCCに入力した。", "O"},
	{"lost", "教諭は3月7日、帰宅途中に立ち寄った店で鞄を置き忘れた。", "O"},
	{"subject of the mail is no step", "3月7日に日程の変更を知らせるメールを送った際、全員のアドレスが見える形で送信した。", "O"},
	{"clause of circumstance", "職員が3月7日に書庫を整理した際、保存中の簿冊を廃棄した。", "O"},
	{"sent on after the discovery", "3月7日に誤送信が判明した。3月8日、全員に文書を送付した。", "D R"},

	{"gist of what happened", "これは3月7日、教員が講義を終えて席を外した際、机に鞄を置き、何者かに持ち去られたというもの。", "O"},
	{"gist without a word for it", "これは3月7日、上司の許可なく電話をかけ、通話後に謝罪のメールを送ったというもの。", "O"},
	{"what brought it about", "3月7日に受付を開始したことが原因です。", "O"},
	{"cleft of what is believed", "落としたのは3月7日とみられる。", "O"},
	{"mail that asks for something", "3月7日、アンケートを依頼するメールを参加者に一斉送信した。", "O"},
	{"act that came first", "3月3日に書類を紛失し、13日に攻撃を受けたことを公表した。", "O A"},

	// Done about it.
	{"apology and report", "3月24日、相手方に謝罪および報告をおこないました。", "R"},
	{"lost things came back", "書類は3月16日までに両方とも戻った。", "R"},
	{"apology by mail", "3月8日、対象の方にお詫びのメールを送信しました。", "R"},
	{"report to the commission", "個人情報保護委員会には3月8日に速報、4月20日に確報を提出した。", "R R"},
	{"topic in front", "調査完了は4月20日です。", "R"},
	{"cleft", "閲覧できる状態にあったのは、3月1日から3月7日までです。", "O"},
	{"table with a head", "組織 公表日 件数\n青葉商会 3月19日 3万件\n若葉商会 3月20日 2万件", "A A"},
	{"dateline under a timeline", "■対応の経過\n3月8日 警察に相談\n3月9日 担当者が席に着く\n\n2025年3月10日\n青葉商会", "R R -"},
	{"word from outside as topic", "取引先からの連絡は3月8日、同日にサイトを閉じた。", "D R"},
	{"full recovery", "倉庫のシステムは3月20日に全面復旧した。", "R"},
	{"cleft of a return", "通常の業務に戻ったのは4月20日だ。", "R"},
	{"deletion confirmed", "4月20日、相手方がデータを削除したことを確認した。", "R"},
	{"two days one verb", "3月8日と9日に対象者へ説明した。", "R R"},
	{"verb left to the next date", "3月8日に市へ、9日に県へ報告した。", "R R"},
	{"light verb", "委員会への報告は3月8日に行った。", "R"},
	{"until a customer's noun", "2021年3月1日の開店以降に会員登録されたお客様が対象です。", "P"},
	{"lost thing found", "3月7日に端末の紛失に気付いた。端末は3月9日に駅で見つかった。", "D R"},
	{"cleft with a noun before the date", "気付いたのが週明けの3月10日。", "D"},
	{"step in the next sentence", "3月7日、担当者が名簿を誤って送信した。約10分後に気付き、削除を依頼した。", "ODR"},
	{"flaw made public", "3月7日に製造元が脆弱性を公表した。", "-"},
	{"police", "県警は3月7日、元社員を不正競争防止法違反の疑いで逮捕した。", "R"},

	// Set in a scene, planned, in tables.
	{"scene and what happened", "3月7日の診療終了後、午後7時過ぎのことです。事務職員の端末がウイルスに感染しました。", "O"},
	{"stage and what happened", "教員は3月7日正午過ぎ、昼食のため店に入店。椅子の下に鞄を置き、数分の間になくなったという。", "O"},
	{"no scene", "3月7日は晴れていた。名簿を紛失した。", "-"},
	{"planned by a verb of its own", "研修を2025年9月末から順次行います。", "R"},
	{"planned sale", "新製品を2025年9月から発売します。", "-"},
	{"cells of a table", "番号\t公表日\t機関\t発生\t対応\n1\t2025年3月19日\t青葉高校\t2025年3月7日\t2025年3月8日に警察へ届け出", "A O R"},
	{"label in the line above", "・期間\n  2025年3月1日~2025年3月9日\n・件数\n  12件", "O"},
	{"relative clause with a month", "3月20日には、青葉塾が、2月に辞めた講師による名簿の持ち出しを公表した。", "A -"},
	{"days in lines of their own", "概要\n会員の画面に別の会員の名前が出た。\nこれまで\n2025年3月7日(金)\n会員から指摘を受けた。\n2025年3月8日(土)\n画面を閉じ、サーバーを停止した。\n原因\n設定の誤り", "D R"},
	{"days and steps set apart", "1.判明までの経緯\n\n2025年3月7日(金)\n\n担当者が、2月3日に侵入されていたことを確認しました。\n\n3月8日(土)\n\nサーバーを停止しました。", "D O R"},
	{"row whose verb is told", "7月8日13時 | 決済代行会社を通じ、漏えいの可能性を指摘される |\n7月31日 | 漏えいの事実を公表 |", "D A"},
	{"request in a row", "4 発覚の経緯\n・7月8日11時\n職員が追加資料を依頼する際に、名簿を誤って添付しメール送付\n・7月9日\n相手方から電話が入り、事案が発覚", "O D"},
	{"those concerned, below their label", "・【対象となるお客様】\n・2023年4月1日〜2024年7月27日\n当サイトをご利用された方", "P"},
	{"misuse, below its label", "■ポイント不正使用期間\n7月23日18時26分~7月24日9時57分", "O"},
	{"in words of the contractor", "■経過\n(1)3月8日 委託先より、端末がウイルスに感染したが漏えいはないとの報告があった。\n(2)3月9日 警察に相談した。", "D R"},
	{"told by hand", "2日に青葉社へ、若葉社には3日に伝わった。", "D D"},
	{"punished", "市は職員を3月10日付けで停職の懲戒処分にしました。", "R"},
	{"inquiry without its day", "青葉社は、3月、攻撃を受けて調べた結果、侵入されたことが明らかになりました。", "-"},

	// Spans.
	{"went on through", "3月1日から3日にかけて大量の通信が記録されている。", "O"},
	{"night through", "3月7日にIDを盗まれた。同日深夜から9日にかけて海外からの接続が繰り返された。", "O O"},
	{"those who bought", "2021年3月1日から2024年5月31日までの間に当サイトで購入されたお客様が対象です。", "P"},
	{"lay open", "2021年3月1日から2024年5月31日まで、名簿が外部から閲覧できる状態だった。", "O"},
	{"attack went on", "3月1日から3日にかけて不正なログインが続いた。", "O"},
	{"fiscal year of a roll", "紛失したのは令和5年度の受講者名簿です。", "P"},
	{"fiscal year of a business", "令和5年度の事業について説明会を開いた。", "-"},
	{"members since", "2018年4月以降に入会した会員の情報が含まれる。", "P"},
	{"inspection", "3月8日から10日まで全ての端末を点検した。", "R"},
	{"subject that acts in the span", "3月1日から3日まで、応募した人が互いの回答を見られた。", "O"},

	{"span of a document", "失われたのは予約表(4月15日~5月21日)と伝票(2020年6月分)です。", "P P"},
	{"fiscal years of sheets", "若葉支店では01~03年度の3561枚を紛失していた。", "P"},
	{"who gave since", "受信箱には2019年4月以降の寄付者の氏名があった。", "P"},

	// Which thing, not when.
	{"for which month", "9月分の検針票を配布した。", "-"},
	{"of that day", "1月21日の事故について報告書を公開した。", "O"},

	// Each clause has its own verb.
	{"doer of what came to light", "元社員が6月30日に、顧客名簿を私物の媒体に複製し、持ち出していたことが判明した。", "O"},
	{"subject with a clause of its own", "健診で5月に実施した検査の結果が、7月7日に別の人へ送られた。", "- O"},
	{"leaver", "元職員は3月31日に退職したが、その前日に顧客データを持ち出していた。", "- O"},
	{"cause with its day", "原因は、5月20日に実施したサーバー移設の際に、公開設定を誤ったことです。", "O"},
	{"found in a check held in a month", "4月に実施した台帳の一斉点検で、3冊が見つからないことが判明した。", "D"},
	{"topic answered late", "被害に気づいたのは7月8日だったが、公表は7月25日になった。", "D A"},
	{"span answers what happened", "流出時期は7月15日夜から翌16日朝の間とみられます。", "O"},
	{"span of logins", "不正ログインの試行は7月11日から15日までに約72万回あった。", "O"},
	{"period told to the hour", "対象期間:7月22日10時15分~7月24日18時40分", "O"},
	{"period of whom", "対象期間:2024年4月1日から2025年3月31日まで", "P"},
	{"found again", "端末を7月1日に紛失した。1台は7月10日に駅で見つかり、返還された。", "O R"},
	{"search in vain", "8月1日まで捜索を行いましたが発見に至らず、断念しました。", "R"},
	{"report handed in", "7月11日に紛失届を警察に出し、7月14日に本人へ電話で謝った。", "R R"},
	{"call that came in", "7月18日午前、別の利用者の画面が出るとの電話が窓口に入った。", "D"},
	{"told to a newspaper", "流出は7月24日、同社への取材で分かった。", "A"},
	{"announced up to a day", "7月24日までに市が発表した。", "A"},
	{"punished and announced", "市は7月25日、職員を停職3か月の懲戒処分にしたと発表した。", "RA"},
	{"said then", "7月4日の時点では約12万人分としていた。", "A"},
	{"as of", "7月30日時点で385名の方から削除の連絡がありました。", "-"},
	{"own patch", "7月25日に該当機能を停止し、7月27日に修正版を公開しました。", "R R"},

	// The day goes on.
	{"noticed at an hour", "7月5日、職員が名簿を誤って添付した。送信後に外出し、午後6時に気づいて全員に削除を依頼した。", "ODR"},
	{"noticed some sentences on", "7月5日、教員が鞄を置き忘れた。財布は手元にあった。午後9時に気づき、警察に届け出た。", "ODR"},
	{"up to the next day", "7月5日、職員が名簿を誤って送信した。送信直後に職員が気づき、翌日までに全員に電話で連絡した。", "OD R"},
	{"another day begins", "7月5日、職員が名簿を誤って送信した。7月8日の午後に外部から指摘があった。", "O D"},

	// Who tells, and to whom.
	{"buyer", "購入した人が7月22日に同社へ知らせた。", "D"},
	{"buyer behind the date", "7月22日、購入した人が同社に知らせた。", "D"},
	{"patient", "7月8日、患者の一人が「病院の外で知られていた」と訴え、操作の記録を調べた。", "DR"},
	{"contractor to its client", "■経過\n7月14日 車から端末が盗まれた\n7月18日 業者が局へ報告\n7月21日 用水路の脇で端末を発見", "O D R"},
	{"superior", "教員は7月6日になって校長に申し出た。", "R"},
	{"inquiry parted by its date", "カード会社からの照会が7月20日にあり、同日中に販売を止めた。", "D R"},
	{"question parted by its date", "「覚えのない通知が来た」との問い合わせが7月18日に入り、翌日交換を止めた。", "D R"},
	{"attackers post", "攻撃者が7月12日、盗んだとするファイルの一部を闇サイトに載せた。", "R"},
	{"within the day", "7月20日に攻撃を受けた。同日中に県警に通報し、7月23日には攻撃を受けた事実を公表した。", "O R A"},
	{"within the day, of a thing", "7月23日に発覚し、同日中に誤交付した証明書を回収した。", "D R"},
	{"state behind a span", "同社は7月4日、サイトが攻撃を受け、6月30日から7月2日夕方まで断続的に利用しづらくなっていたと発表した。", "A O"},
	{"things put on the site", "合格者の番号を7月8日にホームページに載せた際、点数の欄を消し忘れた。", "O"},
	{"told on the own site", "同行は7月8日に自行のサイトで顧客に説明した。", "A"},
	{"made known already", "先の障害(7月8日お知らせ済み)について報告します。", "A"},
	{"own notice", "同社は7月10日夜に自社サイトで障害の発生を告知。11日に海外からの接続を絞り、12日に通信量が平常に戻ったことを確かめた。", "A R R"},
	{"put back", "7月2日に流出が判明し、22日に書き換えられた箇所を元に戻した。", "D R"},
	{"letter that tells", "7月3日付の書状で2,905名の皆さまへお知らせいたしました。", "R"},
	{"what is to come", "対象の方には8月2日に簡易書留をお送りします。", "R"},
	{"complaint to the police", "同社は7月2日に県警へ告訴状を出した。", "R"},
	{"found by an audit", "見つけたのは7月3日の内部監査。翌日にIDを消した。", "D R"},
	{"still explaining", "7月15日から、受講者の皆様に説明を続けています。", "R"},

	// What a span picks.
	{"what was moved in it", "(平成30年度から令和2年度までに移管したもの)", "P"},
	{"mails of it", "2025年1月以降に送受信した3,806通。", "P"},
	{"those who used it, behind a comma", "2021年5月から2023年3月までの間に、当店の窓口をご利用いただいた方にお送りしています。", "P"},
	{"what was asked in it", "2023年4月~2024年9月に査定を頼んだ最大3,100件の住所を盗まれた。", "P"},
	{"what was entered in it", "4月3日から6月26日までに入力されたものが対象です。", "P"},
	{"documents up to a year", "若葉支店では、2005年から2006年までの届出書180件を誤廃棄した。", "P"},
	{"whom the lost papers name", "失った控えには、2020年12月から2022年2月までに窓口で控えた届け先や依頼主の名前があった。", "P"},
	{"day of check-in", "予約6,482件(チェックイン日が2024年7月1日から2026年1月31日まで)", "P"},
	{"shipments of it", "送り状番号(2023年7月から2025年1月までの出荷分)", "P"},
	{"notices sent in it", "4月8日から10日までに誤って配信された「お知らせ」に生徒の名前が書かれていた。", "O"},

	{"day described before it", "ご指摘を受けた7月24日当日に該当ページの公開を取りやめました。", "DR"},
	{"topic that began", "7月16日に公表した調査報告書によると、侵入は5月上旬に始まっていた。", "A O"},
	{"since then, found later", "6月12日以降、断続的に外部との通信が発生していたことが確認されています。", "O"},
	{"topics side by side", "投稿は7月7日、削除は10日夜です。", "O R"},
	{"number put right", "公社は6月12日、対象を8,000人から6,450人に改めた。", "A"},
	{"word from outside of what happened", "2025年7月21日、青葉県警から、プログラムが改ざんされていること、登録された方の情報の漏えいの懸念があることについて連絡を受けた。", "D"},
	{"case spoken of to the press", "気づいたのは翌日で、7月23日には紛失した件について緊急の記者会見を開いた。", "- A"},
	{"thing in its state", "職員は7月10日夜に鞄に入れていた端末がないことに気付いた。", "D"},
	{"act that names a day, and what followed", "漏えいが判明した7月28日午後5時48分、対象の方に電話し、削除を依頼しました。", "DR"},
	{"western comma", "2025年7月16日,青葉社のシステムに対する不正アクセスが確認された件で,調査を進めてまいりました。", "D"},
	{"notice named by its title", "7月30日には「システム障害のお詫びとお知らせ」をサイトに掲載しました。", "A"},
	{"scene told in the past", "7月3日、2人は市内の住宅を訪れ、捜査をしました。車の中で書類を置き忘れたということです。", "O"},
	{"sent after the discovery", "7月14日に判明し、翌日7月15日に案内をお送りした。", "D - R"},
	{"word to us", "委託先は6月25日に感染を把握していたが、当社への連絡は7月21日だった。", "D D"},
	{"lost thing found at home", "USBメモリは7月22日、職員の自宅で発見された。", "R"},
	{"letter from outside", "先方の企業から7月3日付で「当社宛でない書類が入っていた」との文書が届いた。", "D"},
	{"label that names an act", "攻撃を受けた日 令和7年6月20日", "O"},
	{"subject that is no label", "申請の受付は8月18日から再開する見込み。", "R"},
	{"persons whose data lay open", "6月1日以降に登録した会員の情報が見える状態だった。", "P"},
	{"scene before the mishap", "7月5日、職員が食堂の前に車を止めて離れた間に、窓を割られた。", "O"},
	{"no scene but a step", "7月5日に通信を遮断したが、名簿はすでに盗まれていた。", "R"},
	{"row in the present", "■経過\n7月5日 社員が偽の画面に合言葉を打ち込む\n7月6日 当直の者が異変に気付く", "O D"},
	{"set off behind a noun", "7月5日の取引終了後、子会社の名簿が流出したおそれがあると開示した。", "A"},
	{"asked forgiveness for what happened", "青葉社は7月5日、会員の名簿が抜き取られたとして謝罪した。", "A"},
	{"whom a letter told", "購入した方が7月5日に窓口へ電話で知らせた。", "D"},
	{"found in a check, behind another day", "子会社が7月、記録を点検したところ、社員が6月8日に名簿を写していたことが判明した。", "D O"},
	{"no check", "子会社が7月、6月8日に名簿を写していたことが判明した社員を解雇した。", "- O"},
	{"thing found again", "7月5日に鞄の紛失に気付いた。鞄は9日に公園で見つかった。", "D R"},
	{"what attackers write", "攻撃者は7月5日、名簿を手に入れたと掲示板に書き込んだ。", "R"},
	{"who asked since", "2019年5月以降、資料をご請求いただいた方。", "P"},
	{"what went on in a span set off", "7月5日から7日まで、断続的に迷惑なメールが出ていった。", "O"},
	{"closed for a span", "7月5日から7日まで、休業した。", "-"},
	{"put right on the site", "直した版を5月8日に載せた。", "R"},
	{"report that came", "技術者の報告書は5月8日に届いた。", "R"},
	{"two offices, one verb", "8日に警察、20日に個人情報保護委員会へ届けた。", "R R"},
	{"two visits, one verb", "8日に支店、20日に本店で催しを開いた。", "- -"},
	{"experts called in", "5月8日から外部の調査会社を入れた。", "R"},
	{"letter to my house", "5月8日、わが家にも会社のお詫びが。", "R"},
	{"search", "5月8日に付近を捜した。", "R"},
	{"what was found out is put up", "5月8日に詳しい調べの結果を載せています。", "A"},
	{"put together and published", "5月8日に結果をまとめて発表した。", "A"},
	{"told in an explanation", "8月8日の説明によると、流出は5月に起きた。", "A O"},
	{"files that were handed in", "失ったのは2019年4月から2022年3月までに出された申請書です。", "P"},
	{"label of a verb", "・資料を流した時刻 7月5日午前9時", "O"},
	{"old notice", "2025.06.03 窓口の休業のお知らせ", "-"},
	{"call that came in and told", "7月5日に届いた電話で判明した。", "D"},
	{"word received in plain form", "・7月5日:販売店が委託先から報告を受ける", "D"},
	{"thing that cannot be found any more", "7月5日の片付けの間に所在が分からなくなり、棚を見たが出てこない。", "O"},
	{"search over days", "名簿は7月5日から9日まで建物の中をくまなく捜した。", "R"},
	{"what was looked at", "7月1日から9日までを点検した。", "-"},
	{"found by a check", "7月5日に係が記録を照合したところ、名簿を写した跡が見つかった。", "D"},
	{"what had been going on when checked", "7月5日に係が調べたところ、8台が感染していた。", "D"},
	{"found and acted on that day", "7月5日に名簿を送った。客の連絡で発覚し、同日に閉じた。", "O DR"},
	{"done upon word", "取引先の指摘で7月5日に閉じた。", "DR"},
	{"first report of a contractor", "業者からは、7月5日に初報、9日に第2報を受けた。", "D -"},
	{"what they had said", "7月5日に「機器の故障」と説明していたが、9日、原因を発表した。", "A A"},
	{"told at a meeting", "7月5日に保護者会を開いて発表し、", "RA"},
	{"letter of a day", "7月5日付の書面で対象の方に通知した。", "R"},
	{"traces of what went on", "7月5日から、外からログインする形跡を検知した。", "O"},
	{"records that were looked up", "7月5日に職員が住民の記録を検索した。", "O"},
	{"label of what others did", "・使われた期間 7月5日〜7月7日", "O"},
	{"received, a comma between", "2020年7月から2021年4月の間に窓口で受け取った、通行の承諾書を紛失した。", "P"},
	// Other cases.
	{"case of another", "7月5日には別の市でも、取り違えが起きた。", "-"},
	{"older case", "同社では2020年9月にも名簿の紛失があった。", "-"},
	{"case elsewhere", "同じような紛失は今年3月に若葉県でも起きている。", "-"},
	{"law", "2022年4月1日に施行された改正法により報告が義務となった。", "-"},
	{"condition", "3月9日に攻撃を受けたら、", "-"},
}

func readRoles(text, published string, c dateContext) string {
	d := newDocument("個人情報の漏えいに関するお知らせとお詫び\n\n" + text)
	dates := resolveDates(findDates(d.s), d.s, published, nil)
	c.published = published
	roles := map[int]string{}
	for _, e := range d.readDateRoles(dates, everySentence, c) {
		r := strings.ToUpper(e.role[:1])
		if e.role == "data_period" {
			r = "P"
		}
		if !strings.Contains(roles[e.start], r) {
			roles[e.start] += r
		}
	}
	var out []string
	for _, e := range dates {
		if r := roles[e.start]; r != "" {
			out = append(out, r)
		} else {
			out = append(out, "-")
		}
	}
	return strings.Join(out, " ")
}

func everySentence(sentence) bool { return true }

func TestDateRoles(t *testing.T) {
	for _, c := range roleCases {
		t.Run(c.name, func(t *testing.T) {
			if got := readRoles(c.text, "2025-08-01", dateContext{}); got != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// Whatever is cut off a text, every date has one of the five roles, each once.
func TestDateRolesOfBrokenText(t *testing.T) {
	known := map[string]bool{"announced": true, "detected": true, "occurred": true, "data_period": true, "response": true}
	for _, c := range roleCases {
		for i := range c.text {
			d := newDocument("1 経過\n(1) 3月7日\n" + c.text[i:] + "\n表\t3月8日\t" + c.text[:i])
			dates := resolveDates(findDates(d.s), d.s, "", nil)
			seen := map[string]bool{}
			for _, e := range d.readDateRoles(dates, everySentence, dateContext{own: true, notice: true}) {
				key := e.role + d.s[e.start:e.end] + strconv.Itoa(e.start)
				if !known[e.role] || seen[key] {
					t.Fatalf("%q: role %q of %q", d.s, e.role, d.s[e.start:e.end])
				}
				seen[key] = true
			}
		}
	}
}

// What lay open from a mistake to the day on which it was closed is one span.
func TestClosedSpan(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"3月1日に名簿を誤って掲載し、3月9日に職員が削除するまで、誰でも見られた。", "2025-03-01/2025-03-09"},
		{"3月1日に名簿を誤って掲載した。3月9日に削除した。", "2025-03-01/"},
		{"3月1日に紛失に気付き、3月9日に見つかるまで、捜索した。", ""},
	} {
		d := newDocument("お知らせ\n\n" + c.text)
		got := ""
		for _, e := range d.readDateRoles(resolveDates(findDates(d.s), d.s, "2025-08-01", nil), everySentence, dateContext{}) {
			if e.role == "occurred" {
				got += e.Start + "/" + e.End
			}
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// The date in brackets behind the head of a point is that of announcing, whatever else
// the head holds.
func TestHeadOfCase(t *testing.T) {
	for _, text := range []string{"その1 青葉市【封入】(7月5日)\n納付書を取り違えて送った。", "第6位 青葉便のアプリに不具合(7月)\n他人の届け先が表示された。", "〇青葉町(5日) 書類を取り違えた。", "◆青葉町(5日公表)\n書類を取り違えた。", "1.■青葉商会 見積書の入った鞄を盗まれる 2025年7月5日"} {
		if got := readRoles(text, "2025-08-01", dateContext{own: true}); got != "A" {
			t.Errorf("%s: got %s", text, got)
		}
	}
}

// A label that begins the line, or the words in the brackets, tell of what a day in brackets is.
func TestDayInBrackets(t *testing.T) {
	for _, text := range []string{"気づき:営業の手紙が届いたと客から知らせ(7月5日)", "■青葉商会 不正アクセス(7月5日に検知)"} {
		if got := readRoles(text, "2025-08-01", dateContext{own: true}); got != "D" {
			t.Errorf("%s: got %s", text, got)
		}
	}
}
