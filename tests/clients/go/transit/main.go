// A server of the Transit engine of HashiCorp Vault and nothing else: the engine itself, with its storage in memory.
package main

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	log "github.com/hashicorp/go-hclog"
	"github.com/hashicorp/vault/builtin/logical/transit"
	"github.com/hashicorp/vault/sdk/logical"
)

func main() {
	token := os.Getenv("TRANSIT_TOKEN")
	storage := &logical.InmemStorage{}
	ctx := context.Background()
	engine, err := transit.Factory(ctx, &logical.BackendConfig{
		Logger:      log.NewNullLogger(),
		StorageView: storage,
		System:      &logical.StaticSystemView{DefaultLeaseTTLVal: time.Hour, MaxLeaseTTLVal: time.Hour},
	})
	if err == nil {
		err = engine.Initialize(ctx, &logical.InitializationRequest{Storage: storage})
	}
	if err != nil {
		fail(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fail(err)
	}
	fmt.Println("ready http://" + listener.Addr().String())
	fail(http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Vault-Token")), []byte(token)) != 1 {
			answer(w, http.StatusForbidden, map[string]any{"errors": []string{"permission denied"}})
			return
		}
		path, found := strings.CutPrefix(r.URL.Path, "/v1/transit/")
		var data map[string]any
		if r.Method != http.MethodPost || !found || json.NewDecoder(r.Body).Decode(&data) != nil {
			answer(w, http.StatusNotFound, map[string]any{"errors": []string{}})
			return
		}
		response, err := engine.HandleRequest(r.Context(), &logical.Request{
			Operation: logical.UpdateOperation, Path: path, Data: data, Storage: storage,
		})
		switch {
		case err != nil || response.IsError():
			answer(w, http.StatusBadRequest, map[string]any{"errors": []string{"refused"}})
		case response == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			answer(w, http.StatusOK, map[string]any{"data": response.Data})
		}
	})))
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
