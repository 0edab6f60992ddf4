package extract

import (
	"strings"
	"testing"
)

// says sums up what a party was credited with, the roles it spoke for in words.
func (p *party) says() string {
	var out []string
	for _, x := range []struct {
		is   bool
		word string
	}{
		{p.breached > 0, "breached"}, {p.affected > 0, "affected"}, {p.bystander > 0, "bystander"}, {p.contractor, "contractor"},
		{p.client, "client"}, {p.reporter, "reporter"}, {p.impersonated, "impersonated"}, {p.level == 2, "second"}, {p.level == 3, "third"}, {p.hits > 0, "hit"}, {p.looked, "looked"}, {p.answer, "answer"},
	} {
		if x.is {
			out = append(out, x.word)
		}
	}
	return strings.Join(out, " ")
}

// TestPartyContexts reads what the words around a marked name say of it, and holds that
// every context has an example.
func TestPartyContexts(t *testing.T) {
	tried := make([]bool, len(partyContexts))
	for _, c := range []struct{ text, want string }{
		// announces, was hit
		{"«葦原社»は5日、名簿を失くしたと発表した。", "breached"},
		{"「«葦原社»」(霧丘市)は陳謝した。", "breached"},
		{"«葦原社»によると、調べている。", "breached"},
		{"«葦原社»に不正アクセスがあった。", "breached hit"},
		{"«葦原社»の元社員が持ち出した。", "breached hit"},
		{"«葦原社»が運営する店の会員だ。", "breached"},
		{"«葦原社»で、書類の不足が判明した。", "breached hit"},
		{"通販を手がける«葦原社»。", "breached"},
		{"誤ったのは«葦原社»の社員だった。", "breached hit answer"},
		{"«葦原社»において紛失があった。", "breached hit"},
		{"«葦原大学»の学生支援課職員が送った。", "breached hit"},
		{"当社が利用している«葦原社»のネットワークが不正アクセスを受けた。", "breached contractor hit"},
		{"自治体から印刷を委託されている«葦原社»。", "breached contractor"},
		{"«葦原会»会員の皆様にはご迷惑をおかけします。", "breached"},
		// works for another
		{"再々委託先の«葦原社»。", "breached contractor third"},
		{"下請けの«葦原社»。", "contractor second"},
		{"作業を«葦原社»へ孫請けに出した。", "contractor second"},
		{"さらに«葦原社»に回していた。", "breached contractor third"},
		{"入力の一部を«葦原社»に、印刷を外へ出した。", "breached contractor second"},
		{"予約システムを提供する«葦原社»。", "breached contractor"},
		{"委託先の«葦原社»。", "breached contractor"},
		{"«葦原社»に発送を委託していた。", "breached contractor"},
		{"印刷を任されていた«葦原社»。", "breached contractor"},
		{"受付をさせている«葦原社»。", "breached contractor"},
		{"保管を担う«葦原社»。", "breached contractor"},
		{"本町が滞納整理を移管している«葦原会»。", "breached contractor"},
		{"宅配をお願いしている«葦原社»。", "breached contractor"},
		{"«葦原社»が受託していた。", "breached contractor"},
		{"«葦原社»が提供する予約のサービスだった。", "breached contractor"},
		{"子会社の«葦原社»。", "breached contractor"},
		{"«葦原社»の提供する予約システムだった。", "breached contractor"},
		{"«葦原社»は5日、委託先が名簿を失くしたと発表した。", "breached"},
		{"受付を作った«葦原社»(市の再委託先)の話だ。", "breached contractor second"},
		{"受付を作った«葦原社»(市の委託先)の話だ。", "breached contractor"},
		{"«葦原社»へ出向していた社員が見た。", "breached hit"},
		{"市の委託で集金の事務を担う«葦原社»。", "breached contractor"},
		{"予約システムを運営する«葦原社»。", "breached contractor"},
		{"子会社の«葦原社»の従業員100人の名簿。", "breached affected hit"},
		// had another work for it
		{"«葦原社»から業務を受託した。", "affected client"},
		{"«葦原社»は発送を業者に任せている。", "affected client"},
		{"同社に発送を委託していた«葦原社»も公表した。", "breached affected client"},
		{"«葦原社»様よりお預かりした名簿。", "affected client"},
		{"«葦原社»に任せた入力を、«黒葦社»が失くした。", "breached contractor"},
		{"職員が庶務を受け持つ«葦原会»の名簿。", "affected client"},
		{"同じ受付の仕組みを入れている«葦原社»も調べる。", "affected client"},
		{"市が入れている«葦原社»の仕組み。", ""},
		{"町が封入を頼んだ«葦原社»の社員。", "breached contractor hit"},
		{"同社に調理を任せている«葦原会»によると。", "breached affected client"},
		{"3月に調理を任せた«葦原会»によると。", "breached contractor"},
		{"予約台帳の仕掛けを有料で貸す、«葦原社»。", "breached contractor"},
		{"当園が使っている「はこべ帳」を運営する«葦原社»。", "breached contractor"},
		{"指定管理者の«葦原社»。", "breached contractor"},
		{"受付の仕組みの供給元、«葦原社»。", "breached contractor"},
		{"利用企業である«葦原社»。", "affected client"},
		{"日本での総代理店を務める«葦原社»。", "affected client"},
		{"«葦原社»は業者との契約を打ち切る。", "affected client"},
		{"«葦原社»の行員らが、残高を閲覧していた。", "breached hit looked"},
		{"入り込まれたのは、受付を代わる«葦原社»だ。", "breached hit answer"},
		{"荷主のうち«葦原社»は翌日に知らせた。", "affected client"},
		{"«葦原社»も、会員の名簿が対象になるという。", "affected client"},
		{"«葦原社»も同じシステムを使っていた。", "affected client"},
		{"内訳は«葦原社»が1,200人、残りは他社。", "affected client"},
		{"«葦原社»様分33通。", "affected client"},
		{"«葦原社»の業務委託先だった。", "affected client"},
		{"«葦原社»の検針業務を請け負う。", "affected client"},
		{"文具の「«葦原社»」(顧客7,340人)にも及んだ。", "affected client"},
		// was sent what was not its own, or looks on
		{"«葦原小学校»の保護者に宛てたメールだった。", "bystander"},
		{"«葦原社»への連絡に別の会社の名簿を誤って添付した。", "bystander"},
		{"«葦原署»に被害届を出した。", "bystander"},
		{"«葦原会»から指摘を受けた。", "reporter"},
		{"«葦原署»は5日、男を逮捕した。", "bystander"},
		{"«葦原社»を装う電話があった。", "bystander impersonated"},
		{"«黒葦»を名乗るハッカー集団だ。", "bystander impersonated"},
		{"ランサムウェア「«黒葦»」。", "bystander"},
		{"調査会社の«葦原社»。", "bystander"},
		{"«葦原社»に調査を依頼した。", "bystander"},
		{"«葦原社»製VPNだった。", "bystander"},
		{"«葦原社»のセミナーがあった。", "bystander"},
		{"«葦原市»川端に住む男を逮捕した。", "bystander"},
		{"«黒葦»と称する集団が名指しされた。", "bystander"},
		{"«葦原社»が営む店で名簿が見当たらない。", "breached hit"},
		{"当園は、«葦原社»の連絡帳システムを使っております。", "breached contractor"},
		{"窓口は«葦原社»が開発し、県内の5校が使う。", "breached contractor"},
		{"当町が印刷を委託しました«葦原社»において、誤りがあった。", "breached contractor hit"},
		{"子会社であるタイの«葦原社»。", "breached contractor"},
		{"«葦原社»から、サーバーが攻撃を受けたとの報告を受けた。", "breached contractor hit"},
		// near misses
		{"市は«葦原社»のシステムを使い、名簿を作った。", "breached hit"},
		{"«葦原社»の看板が見えた。", ""},
		{"«葦原社»は駅の前にある。", ""},
		{"委託先を選ぶ。«葦原社»。", ""},
		{"会社の«葦原社»。", ""},
	} {
		plain, words := marked(t, c.text)
		i := strings.Index(plain, words[0])
		before, after := plain[:i], plain[i+len(words[0]):]
		p := &party{}
		p.credit(before, after)
		if got := p.says(); got != c.want {
			t.Errorf("%q says %q, want %q", c.text, got, c.want)
		}
		for k := range partyContexts {
			tried[k] = tried[k] || partyContexts[k].fits(before, after)
		}
	}
	for k, ok := range tried {
		if !ok {
			t.Errorf("no example for before %v, after %v", partyContexts[k].before, partyContexts[k].after)
		}
	}
}
